#include "guard.h"

#include "observe.h"
#include "tables.h"

#define ALREADY_RUNNING 1618
#define MOST_FRAMES 64
/* To our service: look at the mutex now. */
#define LOOK_NOW 200
#define TRIES 50
#define TRY_AGAIN_MS 100

/* One call that was let through. */
typedef struct {
  int ui_tables;
  HANDLE held;
  /* Another process took the mutex between the beginning of the call and its execute table. */
  int lost;
} Frame;

static int kept;
static Frame frames[MOST_FRAMES];
static int depth;

void guard_on(void) { kept = 1; }

static int is_set(void) {
  Mutex mutex;
  Text problem = {0};
  int known = probe_mutex(&mutex, &problem);
  text_free(&problem);
  return known && string_equals(mutex.state, "owned");
}

/* Takes the mutex by waiting, which is the one atomic way, and leaves no handle open when that fails. */
static HANDLE take(void) {
  HANDLE mutex = CreateMutexW(NULL, FALSE, MUTEX_NAME);
  if (mutex == NULL) return NULL;
  DWORD waited = WaitForSingleObject(mutex, 0);
  /* An abandoned mutex is owned by whoever waited for it, as a free one is. */
  if (waited == WAIT_OBJECT_0 || waited == WAIT_ABANDONED) return mutex;
  CloseHandle(mutex);
  return NULL;
}

static void release(Frame *frame) {
  if (frame->held == NULL) return;
  ReleaseMutex(frame->held);
  CloseHandle(frame->held);
  frame->held = NULL;
}

unsigned guard_begin(int plain) {
  if (!kept || plain || depth == MOST_FRAMES) return 0;
  for (int each = 0; each < depth; each++) {
    if (frames[each].ui_tables > 0) return ALREADY_RUNNING;
  }
  if (is_set()) return ALREADY_RUNNING;
  frames[depth++] = (Frame){0, NULL, 0};
  return 0;
}

unsigned guard_end(unsigned code, int plain) {
  if (!kept || plain || depth == 0) return code;
  Frame *frame = &frames[--depth];
  release(frame);
  return frame->lost ? ALREADY_RUNNING : code;
}

int guard_enters(int table, int plain) {
  if (!kept || plain || depth == 0) return 1;
  Frame *frame = &frames[depth - 1];
  if (is_ui_table(table)) {
    frame->ui_tables++;
  } else if (frame->held == NULL) {
    frame->held = take();
    frame->lost = frame->held == NULL;
  }
  return !frame->lost;
}

void guard_leaves(int table, int plain) {
  if (!kept || plain || depth == 0) return;
  Frame *frame = &frames[depth - 1];
  if (!is_ui_table(table)) release(frame);
  else if (frame->ui_tables > 0) frame->ui_tables--;
}

static SC_HANDLE service(Text *problem) {
  static SC_HANDLE opened;
  if (opened != NULL) return opened;
  SC_HANDLE manager = OpenSCManagerW(NULL, NULL, SC_MANAGER_CONNECT);
  opened = manager == NULL ? NULL : OpenServiceW(manager, L"msiserver", SERVICE_ALL_ACCESS);
  if (opened == NULL) add_last_error(problem, "OpenServiceW msiserver", GetLastError());
  return opened;
}

static int look_now(int accept_starting, Text *problem) {
  SERVICE_STATUS status;
  if (service(problem) == NULL) return 0;
  if (ControlService(service(problem), LOOK_NOW, &status)) return 1;
  DWORD error = GetLastError();
  if (error == ERROR_SERVICE_CANNOT_ACCEPT_CTRL && accept_starting) return 1;
  text_clear(problem);
  add_last_error(problem, "ControlService msiserver", error);
  return 0;
}

int guard_synchronize(Text *problem) { return !kept || look_now(1, problem); }

static int start(Text *problem) {
  for (int tries = 0;; tries++) {
    if (StartServiceW(service(problem), 0, NULL)) return 1;
    DWORD error = GetLastError();
    if (error == ERROR_SERVICE_ALREADY_RUNNING) return 1;
    /* The database is locked for a moment after the start of Wine's server. */
    if (error != ERROR_SERVICE_DATABASE_LOCKED || tries >= TRIES) {
      add_last_error(problem, "StartServiceW msiserver", error);
      return 0;
    }
    Sleep(TRY_AGAIN_MS);
  }
}

int guard_start_service(const char *program, Text *problem) {
  if (service(problem) == NULL) return 0;
  WCHAR *wide = wide_of(program);
  BOOL changed = ChangeServiceConfigW(service(problem), SERVICE_WIN32_OWN_PROCESS, SERVICE_NO_CHANGE, SERVICE_NO_CHANGE,
                                      wide, NULL, NULL, NULL, NULL, NULL, NULL);
  memory_give(wide);
  if (!changed) {
    add_last_error(problem, "ChangeServiceConfigW msiserver", GetLastError());
    return 0;
  }
  if (!start(problem)) return 0;
  /* The service accepts controls as soon as it runs. */
  for (int tries = 0; !look_now(0, problem); tries++) {
    if (tries >= TRIES) return 0;
    Sleep(TRY_AGAIN_MS);
  }
  return 1;
}

#include "process.h"

#define CHUNK 4096
#define START_MS 60000.0
#define END_MS 5000

static const WCHAR *own_path(void) {
  static WCHAR path[1024];
  if (path[0] == 0) GetModuleFileNameW(NULL, path, 1023);
  return path;
}

/* Ends all workers with this process, however it ends. Before Windows XP they end when their input does. */
static void put_into_job(HANDLE process) {
  static HANDLE job;
  HANDLE(WINAPI * CreateJobObjectW_)(SECURITY_ATTRIBUTES *, const WCHAR *);
  BOOL(WINAPI * SetInformationJobObject_)(HANDLE, int, void *, DWORD);
  BOOL(WINAPI * AssignProcessToJobObject_)(HANDLE, HANDLE);
  PUT_FUNCTION(CreateJobObjectW_, "kernel32.dll", "CreateJobObjectW");
  PUT_FUNCTION(SetInformationJobObject_, "kernel32.dll", "SetInformationJobObject");
  PUT_FUNCTION(AssignProcessToJobObject_, "kernel32.dll", "AssignProcessToJobObject");
  if (CreateJobObjectW_ == NULL || SetInformationJobObject_ == NULL || AssignProcessToJobObject_ == NULL) return;
  if (job == NULL) {
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {0};
    /* JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE, Windows XP and later. */
    limits.BasicLimitInformation.LimitFlags = 0x2000;
    job = CreateJobObjectW_(NULL, NULL);
    if (job != NULL) SetInformationJobObject_(job, 9, &limits, sizeof limits);
  }
  if (job != NULL) AssignProcessToJobObject_(job, process);
}

static void append(WCHAR *text, const WCHAR *more, int room) {
  int at = lstrlenW(text);
  for (; *more != 0 && at < room - 1; at++) text[at] = *more++;
  text[at] = 0;
}

static void append_number(WCHAR *text, unsigned number, int room) {
  Text digits = {0};
  text_add_number(&digits, number);
  WCHAR *wide = wide_of(digits.data);
  append(text, wide, room);
  memory_give(wide);
  text_free(&digits);
}

/* The ends of its two pipes that the worker gets; the others stay in `process`. */
typedef struct {
  HANDLE input, output;
} Ends;

/* A named pipe, because only such a one can be read with a deadline. */
static int make_pipes(Process *process, Ends *ends) {
  SECURITY_ATTRIBUTES inherited = {sizeof inherited, NULL, TRUE};
  WCHAR name[128] = {0};
  append(name, L"\\\\.\\pipe\\msiconform-", 128);
  append_number(name, GetCurrentProcessId(), 128);
  append(name, L"-", 128);
  append_number(name, random_number(), 128);
  process->from = CreateNamedPipeW(name, PIPE_ACCESS_INBOUND | FILE_FLAG_OVERLAPPED, PIPE_TYPE_BYTE, 1, 0, 65536, 0, NULL);
  if (process->from == INVALID_HANDLE_VALUE) return 0;
  ends->output = CreateFileW(name, GENERIC_WRITE, 0, &inherited, OPEN_EXISTING, 0, NULL);
  if (ends->output == INVALID_HANDLE_VALUE) return 0;
  HANDLE written = NULL;
  if (!CreatePipe(&ends->input, &written, NULL, 65536)) return 0;
  HANDLE self = GetCurrentProcess();
  HANDLE inheritable = NULL;
  if (!DuplicateHandle(self, ends->input, self, &inheritable, 0, TRUE, DUPLICATE_SAME_ACCESS)) return 0;
  CloseHandle(ends->input);
  ends->input = inheritable;
  process->to = written;
  process->readable = CreateEventW(NULL, TRUE, FALSE, NULL);
  return process->readable != NULL;
}

static void close_handle(HANDLE *handle) {
  if (*handle != NULL && *handle != INVALID_HANDLE_VALUE) CloseHandle(*handle);
  *handle = NULL;
}

static void forget(Process *process) {
  if (process->is_reading) {
    CancelIo(process->from);
    DWORD read = 0;
    GetOverlappedResult(process->from, &process->reading, &read, TRUE);
    process->is_reading = 0;
  }
  close_handle(&process->to);
  close_handle(&process->from);
  close_handle(&process->readable);
  close_handle(&process->process);
  process->pending.length = 0;
}

static int spawn(Process *process, Ends *ends, Text *problem) {
  STARTUPINFOW startup = {0};
  PROCESS_INFORMATION made;
  WCHAR line[1100] = {0};
  append(line, L"\"", 1100);
  append(line, own_path(), 1100);
  append(line, L"\" worker", 1100);
  startup.cb = sizeof startup;
  startup.dwFlags = STARTF_USESTDHANDLES;
  startup.hStdInput = ends->input;
  startup.hStdOutput = ends->output;
  startup.hStdError = NULL;
  if (!CreateProcessW(own_path(), line, NULL, NULL, TRUE, CREATE_NO_WINDOW, NULL, NULL, &startup, &made)) {
    add_last_error(problem, "CreateProcessW", GetLastError());
    return 0;
  }
  CloseHandle(made.hThread);
  process->process = made.hProcess;
  process->pid = made.dwProcessId;
  put_into_job(made.hProcess);
  return 1;
}

/* ANSWERED when it is ready, GONE when it ended before it was. */
static int start_once(Process *process, Text *problem) {
  Ends ends = {NULL, NULL};
  Text line = {0};
  Json json = {0};
  char *buffer = process->buffer == NULL ? memory_take(CHUNK) : process->buffer;
  Text pending = process->pending;
  *process = (Process){0};
  process->buffer = buffer;
  process->pending = pending;
  process->pending.length = 0;
  int made = make_pipes(process, &ends);
  if (!made) add_last_error(problem, "the pipes of a worker", GetLastError());
  int outcome = made && spawn(process, &ends, problem) ? ANSWERED : LATE;
  close_handle(&ends.input);
  close_handle(&ends.output);
  if (outcome == ANSWERED) {
    outcome = process_receive(process, -1, START_MS, &line, &json);
    if (outcome == GONE) text_add(problem, "a worker ended before it was ready");
    if (outcome == LATE) text_add(problem, "a worker was not ready within 60 seconds");
  }
  if (outcome != ANSWERED) {
    if (process->process != NULL) TerminateProcess(process->process, 9);
    forget(process);
  }
  json_free(&json);
  text_free(&line);
  return outcome;
}

int process_start(Process *process, Text *problem) {
  Text once = {0};
  int outcome = start_once(process, &once);
  /* Beside one that is being killed, one start in thousands ends with STATUS_DLL_INIT_FAILED under Wine. */
  if (outcome == GONE) outcome = start_once(process, problem);
  else if (outcome == LATE) text_add(problem, once.data);
  text_free(&once);
  return outcome == ANSWERED;
}

int process_runs(const Process *process) {
  return process->process != NULL && WaitForSingleObject(process->process, 0) == WAIT_TIMEOUT;
}

long long process_send(Process *process, const char *members) {
  Text line = {0};
  DWORD written = 0;
  text_add(&line, "{\"id\":");
  text_add_number(&line, ++process->last_id);
  text_add(&line, ",");
  text_add(&line, members);
  text_add(&line, "}\n");
  if (process->to != NULL) WriteFile(process->to, line.data, (DWORD)line.length, &written, NULL);
  text_free(&line);
  return process->last_id;
}

/* Takes a whole line out of what came; 0 when there is none. */
static int take_line(Process *process, Text *line) {
  Text *pending = &process->pending;
  for (size_t at = 0; at < pending->length; at++) {
    if (pending->data[at] != '\n') continue;
    text_clear(line);
    text_add_bytes(line, pending->data, at);
    size_t rest = pending->length - at - 1;
    for (size_t each = 0; each < rest; each++) pending->data[each] = pending->data[at + 1 + each];
    pending->length = rest;
    return 1;
  }
  return 0;
}

/* Waits for more bytes. Returns ANSWERED when some came. */
static int read_more(Process *process, double until) {
  DWORD read = 0;
  if (process->from == NULL) return GONE;
  if (!process->is_reading) {
    process->reading = (OVERLAPPED){0};
    process->reading.hEvent = process->readable;
    process->is_reading = 1;
    if (!ReadFile(process->from, process->buffer, CHUNK, NULL, &process->reading) && GetLastError() != ERROR_IO_PENDING) {
      process->is_reading = 0;
      return GONE;
    }
  }
  double left = until - now();
  DWORD waited = WaitForSingleObject(process->readable, left <= 0 ? 0 : (DWORD)left + 1);
  if (waited != WAIT_OBJECT_0) return LATE;
  process->is_reading = 0;
  if (!GetOverlappedResult(process->from, &process->reading, &read, FALSE) || read == 0) return GONE;
  text_add_bytes(&process->pending, process->buffer, read);
  return ANSWERED;
}

/* The line that says that it is ready has no id. */
static int is_answer_to(const Json *json, long long id) {
  long long found = -1;
  json_integer(json, json_member(json, 0, "id"), &found);
  return found == id && (id >= 0 || json_is(json, json_member(json, 0, "type"), "ready"));
}

int process_receive(Process *process, long long id, double milliseconds, Text *line, Json *json) {
  double until = now() + milliseconds;
  for (;;) {
    while (take_line(process, line)) {
      if (json_read(json, line->data, line->length) && is_answer_to(json, id)) return ANSWERED;
    }
    int outcome = read_more(process, until);
    if (outcome != ANSWERED) return outcome;
  }
}

int process_ask(Process *process, const char *members, double milliseconds, Text *line, Json *json) {
  if (!process_runs(process)) return GONE;
  return process_receive(process, process_send(process, members), milliseconds, line, json);
}

void process_kill(Process *process) {
  if (process->process != NULL) {
    TerminateProcess(process->process, 9);
    WaitForSingleObject(process->process, END_MS);
  }
  forget(process);
}

/* Longer than 250 lines: a client and its handlers, which Windows calls with what the client keeps in static memory. */
#include "client.h"

#include "channel.h"
#include "guard.h"
#include "messages.h"
#include "msi.h"
#include "tables.h"

#define MOST_TABLES 8
#define MOST_MESSAGES 256

/* An installation that this process runs. */
typedef struct {
  const Json *command;
  /* The command that gets the next answer. */
  long long pending;
  int action;
  unsigned level;
  int wants_hold, holding, plain;
  /* Whether calls from inside a hold come from another thread than the handler's. */
  int calls_elsewhere;
  /* The package handle of the route by MsiSequence. */
  MsiHandle handle;
  DWORD caller_thread;
  int other_thread;
  int tables[MOST_TABLES];
  int table_count;
  int numbers[MOST_MESSAGES];
  int message_count;
  Text messages;
} Running;

static Running *running;

/* Packages that stay open, where that is allowed: opening costs more than processing a table. */
typedef struct {
  WCHAR *path;
  MsiHandle handle;
} OpenPackage;
static OpenPackage packages[16];
static int package_count;

static void send_error(long long id, const char *message) {
  Text answer = {0};
  text_add(&answer, "{\"id\":");
  text_add_number(&answer, id);
  text_add(&answer, ",\"type\":\"error\",\"message\":");
  json_add_string(&answer, message);
  text_add(&answer, "}");
  send_line(&answer);
  text_free(&answer);
}

static void send_returned(long long id, unsigned code, const Running *ended) {
  Text answer = {0};
  text_add(&answer, "{\"id\":");
  text_add_number(&answer, id);
  text_add(&answer, ",\"type\":\"returned\",\"code\":");
  text_add_number(&answer, code);
  text_add(&answer, ",\"tables\":[");
  for (int each = 0; ended != NULL && each < ended->table_count; each++) {
    if (each > 0) text_add(&answer, ",");
    json_add_string(&answer, TABLE_NAMES[ended->tables[each]]);
  }
  text_add(&answer, "],\"messages\":[");
  if (ended != NULL && ended->messages.length > 0) text_add(&answer, ended->messages.data);
  text_add(&answer, "]");
  if (ended != NULL && ended->other_thread) text_add(&answer, ",\"otherThread\":true");
  text_add(&answer, "}");
  send_line(&answer);
  text_free(&answer);
}

/* The button that the command wants for this error, or -1. */
static int button_of(int error) {
  if (running == NULL) return -1;
  Text name = {0};
  text_add_number(&name, error);
  int buttons = json_member(running->command, json_member(running->command, 0, "buttons"), name.data);
  text_free(&name);
  int pressed = 0;
  for (int each = 0; each < running->message_count; each++) pressed += running->numbers[each] == error;
  long long button = -1;
  int place = 0;
  for (int each = json_first(running->command, buttons); each >= 0 && place <= pressed; place++) {
    json_integer(running->command, each, &button);
    each = json_next(running->command, buttons, each);
  }
  return (int)button;
}

static void note_message(unsigned message, int number, int answer) {
  if (running == NULL || running->message_count >= MOST_MESSAGES) return;
  Text *text = &running->messages;
  running->numbers[running->message_count++] = number;
  text_add(text, text->length == 0 ? "{\"message\":" : ",{\"message\":");
  text_add_number(text, message);
  text_add(text, ",\"number\":");
  text_add_number(text, number);
  text_add(text, ",\"answer\":");
  text_add_number(text, answer);
  text_add(text, "}");
}

static void send_held(int table) {
  Text answer = {0};
  text_add(&answer, "{\"id\":");
  text_add_number(&answer, running->pending);
  text_add(&answer, ",\"type\":\"held\",\"table\":");
  json_add_string(&answer, TABLE_NAMES[table]);
  text_add(&answer, "}");
  send_line(&answer);
  text_free(&answer);
}

/* Serves commands from inside the handler until one lets the installation go on. Returns the button to press. */
static int hold(int table) {
  Text line = {0};
  Json json = {0};
  send_held(table);
  for (;;) {
    long long id = 0;
    /* Nobody waits for this process any more; ending it in order would wait for the handler we stand in. */
    if (!read_command(&line, &json)) end_process(9);
    json_integer(&json, json_member(&json, 0, "id"), &id);
    int what = json_member(&json, 0, "do");
    int advance = json_is(&json, what, "advance");
    if (advance || json_is(&json, what, "cancel")) {
      running->pending = id;
      running->holding = running->holding && advance;
      json_free(&json);
      text_free(&line);
      return advance ? BUTTON_OK : BUTTON_CANCEL;
    }
    worker_carry_out(&json, id);
  }
}

static int at_table(int table) {
  if (running == NULL) return BUTTON_OK;
  if (running->table_count < MOST_TABLES) running->tables[running->table_count++] = table;
  if (!running->holding) return running->wants_hold ? BUTTON_CANCEL : BUTTON_OK;
  return hold(table);
}

static int plays_execute(int table) {
  return running != NULL && running->handle != 0 && table != NO_TABLE;
}

static int at_action(int entered, int left, int executes) {
  int plain = running != NULL && running->plain;
  if (left != NO_TABLE) guard_leaves(left, plain);
  if (entered != NO_TABLE) return guard_enters(entered, plain) ? at_table(entered) : BUTTON_CANCEL;
  if (!plays_execute(executes)) return BUTTON_OK;
  WCHAR *table = wide_of(TABLE_NAMES[execute_table_of(running->action)]);
  UINT code = msi.MsiSequenceW(running->handle, table, 0);
  memory_give(table);
  return code == 0 ? BUTTON_OK : BUTTON_CANCEL;
}

/* AdvtExecuteSequence allows no marker; at CostFinalize it is well under way. */
static int is_advertising(void) {
  return running != NULL && running->action == ACTION_ADVERTISE && running->table_count == 0;
}

static void note_thread(void) {
  if (running != NULL && GetCurrentThreadId() != running->caller_thread) running->other_thread = 1;
}

static int press(unsigned message, int number) {
  int wanted = button_of(number);
  int answer = wanted >= 0 ? wanted : answer_to(message, number);
  note_message(message, number, answer);
  return answer;
}

static int WINAPI on_record(void *context, UINT message, MsiHandle record) {
  (void)context;
  note_thread();
  if (kind_of(message) != MESSAGE_ACTIONSTART) return press(message, msi.MsiRecordGetInteger(record, 1));
  WCHAR buffer[512];
  DWORD length = 512;
  Text action = {0};
  text_clear(&action);
  if (msi.MsiRecordGetStringW(record, 1, buffer, &length) == 0) text_add_wide_length(&action, buffer, (int)length);
  int entered = marked_table(MARK_ENTER, action.data);
  if (entered == NO_TABLE && is_advertising() && string_equals(action.data, "CostFinalize")) entered = ADVERTISE_EXECUTE;
  int left = marked_table(MARK_LEAVE, action.data), executes = marked_table(MARK_EXECUTE, action.data);
  text_free(&action);
  return at_action(entered, left, executes);
}

/* The table whose marker of this kind stands in a text of any language. */
static int table_in(const char *text, int mark) {
  for (int table = 0; table < TABLES; table++) {
    Text name = {0};
    text_add(&name, MARK_NAMES[mark]);
    text_add(&name, TABLE_NAMES[table]);
    int found = has_word(text, name.data);
    text_free(&name);
    if (found) return table;
  }
  return NO_TABLE;
}

/* Below Windows Installer 3.1: the same from the text of a message, of which only our own words are looked for. */
static int WINAPI on_text(void *context, UINT message, const WCHAR *wide) {
  Text text = {0};
  (void)context;
  note_thread();
  text_clear(&text);
  if (wide != NULL) text_add_wide(&text, wide);
  int starts = kind_of(message) == MESSAGE_ACTIONSTART;
  int number = first_number(text.data);
  int entered = table_in(text.data, MARK_ENTER), left = table_in(text.data, MARK_LEAVE);
  int executes = table_in(text.data, MARK_EXECUTE);
  if (entered == NO_TABLE && is_advertising() && has_word(text.data, "CostFinalize")) entered = ADVERTISE_EXECUTE;
  text_free(&text);
  return starts ? at_action(entered, left, executes) : press(message, number);
}

static void listen(unsigned level, int listening) {
  msi.MsiSetInternalUI(level, NULL);
  DWORD filter = listening ? MESSAGE_FILTER : 0;
  if (msi.MsiSetExternalUIRecord != NULL) msi.MsiSetExternalUIRecord(listening ? on_record : NULL, filter, NULL, NULL);
  else msi.MsiSetExternalUIW(listening ? on_text : NULL, filter, NULL);
}

void client_quiet(void) { listen(UI_NONE, 0); }

/* A member as UTF-16, empty where there is none; the caller gives it back. */
static WCHAR *wide_member(const Json *command, const char *name) {
  Text text = {0};
  json_string(command, json_member(command, 0, name), &text);
  WCHAR *wide = wide_of(text.data);
  text_free(&text);
  return wide;
}

/* The command line that makes a top-level action. An administrative installation wants a target. */
static WCHAR *command_line(int action, const Json *command) {
  Text line = {0};
  text_clear(&line);
  if (action != ACTION_INSTALL) {
    text_add(&line, "ACTION=");
    text_add(&line, ACTION_NAMES[action]);
  }
  if (action == ACTION_ADMIN) {
    Text path = {0};
    json_string(command, json_member(command, 0, "package"), &path);
    size_t length = path.length;
    while (length > 0 && path.data[length - 1] != '\\') length--;
    /* The root of a drive keeps its backslash. */
    if (length > 1 && path.data[length - 2] != ':') length--;
    text_add(&line, " TARGETDIR=\"");
    text_add_bytes(&line, path.data, length);
    text_add(&line, "\"");
    text_free(&path);
  }
  WCHAR *wide = wide_of(line.data);
  text_free(&line);
  return wide;
}

static UINT open_package(const WCHAR *path, MsiHandle *handle) {
  for (int each = 0; each < package_count; each++) {
    if (lstrcmpW(packages[each].path, path) != 0) continue;
    *handle = packages[each].handle;
    return 0;
  }
  UINT code = msi.MsiOpenPackageW(path, handle);
  if (code != 0) return code;
  msi.MsiSetPropertyW(*handle, L"" BY_SEQUENCE, L"1");
  /* Windows lets a process have one package open, and MsiOpenPackage is itself asked: it closes again there. */
  if (wine_version() == NULL || package_count == 16) return 0;
  packages[package_count].path = memory_take(((size_t)lstrlenW(path) + 1) * sizeof *path);
  lstrcpyW(packages[package_count].path, path);
  packages[package_count++].handle = *handle;
  return 0;
}

static UINT by_sequence(Running *run, const WCHAR *path) {
  int with_ui = json_is_true(run->command, json_member(run->command, 0, "withUi"));
  int table = with_ui && ui_table_of(run->action) != NO_TABLE ? ui_table_of(run->action) : execute_table_of(run->action);
  UINT code = open_package(path, &run->handle);
  if (code != 0) return code;
  WCHAR *name = wide_of(TABLE_NAMES[table]);
  code = msi.MsiSequenceW(run->handle, name, 0);
  memory_give(name);
  if (wine_version() == NULL) msi.MsiCloseHandle(run->handle);
  return code;
}

static UINT process(Running *run) {
  WCHAR *path = wide_member(run->command, "package");
  UINT code;
  if (json_is(run->command, json_member(run->command, 0, "route"), "natural")) {
    WCHAR *line = command_line(run->action, run->command);
    code = msi.MsiInstallProductW(path, line);
    memory_give(line);
  } else {
    code = by_sequence(run, path);
  }
  memory_give(path);
  return code;
}

static DWORD WINAPI process_on_thread(void *run) {
  ((Running *)run)->caller_thread = GetCurrentThreadId();
  return process(run);
}

/* On a thread with so much stack: to measure what msi.dll needs. */
static UINT process_with_stack(Running *run, long long stack) {
  DWORD code = 0;
  /* The size is that of the whole stack (STACK_SIZE_PARAM_IS_A_RESERVATION, from Windows XP on). */
  HANDLE thread = CreateThread(NULL, (SIZE_T)stack, process_on_thread, run, 0x10000, NULL);
  if (thread == NULL) return GetLastError();
  WaitForSingleObject(thread, INFINITE);
  GetExitCodeThread(thread, &code);
  CloseHandle(thread);
  return code;
}

void client_start(const Json *command, long long id) {
  Running run = {0};
  Text action = {0};
  long long level = UI_NONE;
  json_string(command, json_member(command, 0, "action"), &action);
  json_integer(command, json_member(command, 0, "level"), &level);
  run.command = command;
  run.pending = id;
  run.action = action_named(action.data);
  run.level = (unsigned)level;
  run.wants_hold = run.holding = json_is_true(command, json_member(command, 0, "hold"));
  run.plain = json_is_true(command, json_member(command, 0, "plain"));
  run.caller_thread = GetCurrentThreadId();
  int same_thread = json_member(command, 0, "sameThread");
  run.calls_elsewhere = same_thread >= 0 && command->values[same_thread].kind == JSON_FALSE;
  text_free(&action);
  if (run.action == NO_ACTION || running != NULL) {
    send_error(id, running != NULL ? "a call is in progress here already" : "this action is not known");
    return;
  }
  listen(run.level, 1);
  unsigned refused = guard_begin(run.plain);
  if (refused != 0) {
    send_returned(id, refused, NULL);
    return;
  }
  running = &run;
  long long stack = 0;
  int on_thread = json_integer(command, json_member(command, 0, "stack"), &stack) && stack > 0;
  UINT code = guard_end(on_thread ? process_with_stack(&run, stack) : process(&run), run.plain);
  running = NULL;
  send_returned(run.pending, code, &run);
  text_free(&run.messages);
}

/* A file name in the scratch place, with this ending. */
static WCHAR *scratch_file(const Json *command, const char *ending) {
  Text text = {0};
  json_string(command, json_member(command, 0, "scratch"), &text);
  text_add(&text, ending);
  WCHAR *wide = wide_of(text.data);
  text_free(&text);
  return wide;
}

#define STATE_DEFAULT 5
/* Repair missing files and the user's registry values: nothing to do for our product. */
#define REINSTALL_MODE (0x002 | 0x100)
#define LANGUAGE 1033
#define NO_SUCH_FUNCTION (-1L)

static UINT open_and_close(const WCHAR *path) {
  MsiHandle product = 0;
  UINT code = msi.MsiOpenPackageW(path, &product);
  if (code == 0) msi.MsiCloseHandle(product);
  return code;
}

static UINT product_info(const WCHAR *product) {
  WCHAR buffer[128];
  DWORD length = 128;
  return msi.MsiGetProductInfoW(product, L"VersionString", buffer, &length);
}

/* Calls a function with arguments with which it succeeds when nothing is installing. */
static long call_api(const Json *command) {
  int api = json_member(command, 0, "api");
  WCHAR *package = wide_member(command, "package"), *product = wide_member(command, "product");
  WCHAR *feature = wide_member(command, "feature");
  WCHAR *patch = scratch_file(command, ".msp"), *script = scratch_file(command, ".aas");
  long code = NO_SUCH_FUNCTION;
  if (json_is(command, api, "MsiInstallProduct")) code = (long)msi.MsiInstallProductW(package, L"");
  if (json_is(command, api, "MsiConfigureProduct")) code = (long)msi.MsiConfigureProductW(product, 0, STATE_DEFAULT);
  if (json_is(command, api, "MsiReinstallProduct")) code = (long)msi.MsiReinstallProductW(product, REINSTALL_MODE);
  if (json_is(command, api, "MsiConfigureFeature")) code = (long)msi.MsiConfigureFeatureW(product, feature, STATE_DEFAULT);
  if (json_is(command, api, "MsiApplyPatch")) code = (long)msi.MsiApplyPatchW(patch, NULL, 0, NULL);
  /* With a script file nothing is advertised: the script alone is written. */
  if (json_is(command, api, "MsiAdvertiseProduct")) code = (long)msi.MsiAdvertiseProductW(package, script, NULL, LANGUAGE);
  if (json_is(command, api, "MsiGetProductInfo")) code = (long)product_info(product);
  if (json_is(command, api, "MsiOpenPackage")) code = (long)open_and_close(package);
  memory_give(package);
  memory_give(product);
  memory_give(feature);
  memory_give(patch);
  memory_give(script);
  return code;
}

static DWORD WINAPI call_on_thread(void *command) { return (DWORD)call_api(command); }

static long call_elsewhere(const Json *command) {
  DWORD code = 0;
  /* It only reads the command; we wait for it. */
  HANDLE thread = CreateThread(NULL, 0, call_on_thread, (void *)(ULONG_PTR)command, 0, NULL);
  if (thread == NULL) return (long)GetLastError();
  WaitForSingleObject(thread, INFINITE);
  GetExitCodeThread(thread, &code);
  CloseHandle(thread);
  return (long)code;
}

void client_call(const Json *command, long long id) {
  Running *interrupted = running;
  int plain = json_is_true(command, json_member(command, 0, "plain")) || (interrupted != NULL && interrupted->plain);
  running = NULL;
  /* No handler is needed here, and on Windows it is not known whether one may be called while another one runs. */
  listen(UI_NONE, wine_version() != NULL);
  unsigned refused = guard_begin(plain);
  int elsewhere = interrupted != NULL && interrupted->calls_elsewhere;
  long code = refused != 0 ? (long)refused : elsewhere ? call_elsewhere(command) : call_api(command);
  if (refused == 0) code = (long)guard_end((unsigned)code, plain);
  if (code == NO_SUCH_FUNCTION) send_error(id, "this function is not known");
  else send_returned(id, (unsigned)code, NULL);
  running = interrupted;
  if (running != NULL) listen(running->level, 1);
}

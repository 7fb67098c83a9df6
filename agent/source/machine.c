#include "machine.h"

#include "msi.h"
#include "offers.h"
#include "system.h"

#define CONTROL_MS 30000.0
#define FINISH_MS 10000.0
#define BUSY_MS 15000.0
#define LOG_DELAY_MS 2000.0
#define POLL_MS 50
#define MOST_OPEN 64
#define ALREADY_RUNNING 1618
#define PACKAGE_REJECTED 1625

enum { AT_IDLE = -1, AT_GONE = -2 };

typedef struct {
  Process process;
  /* A table, or AT_IDLE or AT_GONE. */
  int at;
  /* Whether a call is in progress, so that a process that is no more was ended from outside. */
  int installing;
  const char *says;
} Client;

static Client clients[MOST_CLIENTS + 1];
static Offers offers;
static Text fixtures;
static long long last_event;
static int unexpected_ends;
static HANDLE only_one;

/* Of the last answer. */
static Text line;
static Json json;

static int on_wine(void) { return system_facts()->wine != NULL; }

const char *machine_fixtures(void) { return fixtures.data; }

Process *machine_worker(int process, Text *problem) {
  Client *client = &clients[process];
  if (process_runs(&client->process)) return &client->process;
  if (client->process.process != NULL) {
    unexpected_ends++;
    process_kill(&client->process);
  }
  return process_start(&client->process, problem) ? &client->process : NULL;
}

/* Asks for something that is no test. Returns the code of the answer, or -1 with a `problem`. */
static long control(int process, const char *members, Text *problem) {
  long long code = -1;
  Process *worker = machine_worker(process, problem);
  if (worker == NULL) return -1;
  int outcome = process_ask(worker, members, CONTROL_MS, &line, &json);
  if (outcome == ANSWERED && json_integer(&json, json_member(&json, 0, "code"), &code)) return (long)code;
  Text said = {0};
  if (outcome == ANSWERED && json_string(&json, json_member(&json, 0, "message"), &said)) text_add(problem, said.data);
  else text_add(problem, outcome == GONE ? "a worker ended by itself" : "a worker did not answer in time");
  text_free(&said);
  return -1;
}

/* Asks again while another installation is in progress, but not for ever. */
static long control_when_free(const char *members, Text *problem) {
  double until = now() + BUSY_MS;
  for (;;) {
    long code = control(0, members, problem);
    if (code != ALREADY_RUNNING || now() > until) return code;
    Sleep(500);
  }
}

#define PRODUCT "{6D736963-6F6E-4672-AD00-000000000000}"

static void add_fixture_path(Text *text, const char *name) {
  Text path = {0};
  text_add(&path, fixtures.data);
  text_add(&path, name);
  text_add(&path, ".msi");
  json_add_string(text, path.data);
  text_free(&path);
}

static int author(int number, Text *problem) {
  Text members = {0}, name = {0};
  text_add(&name, number == 0 ? "msiconform-registered" : "msiconform-client-");
  if (number > 0) text_add_number(&name, number);
  text_add(&members, "\"do\":\"author\",\"fixture\":{\"path\":");
  add_fixture_path(&members, name.data);
  text_add(&members, ",\"productName\":");
  json_add_string(&members, name.data);
  text_add(&members, ",\"productCode\":\"{6D736963-6F6E-4672-AD00-00000000000");
  text_add_number(&members, number);
  text_add(&members, number == 0 ? "}\",\"registers\":true" : "}\",\"registers\":false");
  text_add(&members, on_wine() ? ",\"marksAdvertise\":true}" : ",\"marksAdvertise\":false}");
  long code = control(0, members.data, problem);
  text_free(&name);
  text_free(&members);
  return code == 0;
}

static int remove_product(Text *problem) {
  long code = control_when_free("\"do\":\"remove\",\"product\":\"" PRODUCT "\"", problem);
  if (code > 0) {
    text_add(problem, "the product msiconform-registered could not be removed, code ");
    text_add_number(problem, code);
    text_add(problem, ": remove it with msiexec /x " PRODUCT " /qn");
  }
  return code == 0;
}

static int install_product(Text *problem) {
  Text members = {0};
  text_add(&members, "\"do\":\"install\",\"package\":");
  add_fixture_path(&members, "msiconform-registered");
  long code = control_when_free(members.data, problem);
  text_free(&members);
  if (code == PACKAGE_REJECTED) {
    text_add(problem, "a policy of this machine forbids to install (code 1625): start it as an administrator");
  } else if (code == ALREADY_RUNNING) {
    text_add(problem, "this machine is installing something else (code 1618): wait until it has ended and start again");
  } else if (code > 0) {
    text_add(problem, "the product msiconform-registered could not be installed, code ");
    text_add_number(problem, code);
  }
  return code == 0;
}

static int make_folder(Text *problem) {
  WCHAR folder[MAX_PATH + 1];
  DWORD length = GetTempPathW(MAX_PATH, folder);
  text_clear(&fixtures);
  text_add_wide_length(&fixtures, folder, (int)length);
  text_add(&fixtures, "msiconform-agent");
  WCHAR *path = wide_of(fixtures.data);
  int made = length > 0 && (CreateDirectoryW(path, NULL) || GetLastError() == ERROR_ALREADY_EXISTS);
  memory_give(path);
  if (!made) add_last_error(problem, "the folder msiconform-agent in the temporary folder", GetLastError());
  text_add(&fixtures, "\\");
  return made;
}

static void remove_folder(void) {
  for (int number = 0; number <= MOST_CLIENTS; number++) {
    static const char *const endings[] = {".msi", ".aas"};
    for (int ending = 0; ending < 2; ending++) {
      Text path = {0};
      text_add(&path, fixtures.data);
      text_add(&path, number == 0 ? "msiconform-registered" : ending == 0 ? "msiconform-client-" : "scratch-");
      if (number > 0) text_add_number(&path, number);
      text_add(&path, endings[ending]);
      WCHAR *wide = wide_of(path.data);
      DeleteFileW(wide);
      memory_give(wide);
      text_free(&path);
    }
  }
  WCHAR *folder = wide_of(fixtures.data);
  RemoveDirectoryW(folder);
  memory_give(folder);
}

/* Two agents on one machine would disturb each other. */
static int be_the_only_one(Text *problem) {
  only_one = CreateMutexW(NULL, FALSE, L"Global\\msiconform-agent");
  if (only_one != NULL && GetLastError() == ERROR_ALREADY_EXISTS) {
    text_add(problem, "another agent runs on this machine already: end it first");
    return 0;
  }
  return 1;
}

int machine_open(Text *problem) {
  for (int each = 0; each <= MOST_CLIENTS; each++) clients[each].at = AT_IDLE;
  if (!msi_load(problem) || !be_the_only_one(problem) || !make_folder(problem)) return 0;
  for (int number = 0; number <= MOST_CLIENTS; number++) {
    if (!author(number, problem)) return 0;
  }
  /* What a run that was ended hard left registered goes first. */
  return remove_product(problem) && install_product(problem) && find_offers(&offers, problem);
}

static void finish(int process) {
  Client *client = &clients[process];
  int table = client->at;
  client->at = AT_IDLE;
  if (table < 0 && !client->installing) return;
  client->installing = 0;
  int outcome = process_ask(&client->process, "\"do\":\"cancel\"", FINISH_MS, &line, &json);
  if (outcome != ANSWERED || !json_is(&json, json_member(&json, 0, "type"), "returned")) process_kill(&client->process);
}

void machine_close(void) {
  Text problem = {0};
  for (int process = 1; process <= MOST_CLIENTS; process++) finish(process);
  if (clients[0].process.process != NULL) remove_product(&problem);
  for (int process = 0; process <= MOST_CLIENTS; process++) process_kill(&clients[process].process);
  remove_folder();
  if (only_one != NULL) CloseHandle(only_one);
  only_one = NULL;
  text_free(&problem);
}

/* Asks the observer. 1 when it answered with this type. */
static int observe(const char *members, const char *type, Text *problem) {
  Process *observer = machine_worker(0, problem);
  if (observer == NULL) return 0;
  int outcome = process_ask(observer, members, CONTROL_MS, &line, &json);
  if (outcome == ANSWERED && json_is(&json, json_member(&json, 0, "type"), type)) return 1;
  Text said = {0};
  json_string(&json, outcome == ANSWERED ? json_member(&json, 0, "message") : -1, &said);
  text_add(problem, "the observer could not look: ");
  text_add(problem, outcome == ANSWERED ? said.data : outcome == GONE ? "it ended" : "no answer in time");
  text_free(&said);
  if (outcome == LATE) process_kill(observer);
  return 0;
}

/* Waits until nobody owns the mutex. */
static int becomes_quiet(double milliseconds, Text *problem) {
  double until = now() + milliseconds;
  for (;;) {
    if (!observe("\"do\":\"probe\"", "mutex", problem)) return 0;
    if (!json_is(&json, json_member(&json, 0, "state"), "owned")) return 1;
    if (now() > until) return 0;
    Sleep(POLL_MS);
  }
}

static int begin_events(Text *problem) {
  if (on_wine()) return 1;
  long long record = 0;
  if (!observe("\"do\":\"events\",\"after\":null", "events", problem)) return 0;
  json_integer(&json, json_member(&json, json_first(&json, json_member(&json, 0, "records")), "record"), &record);
  last_event = record;
  return 1;
}

int machine_reset(int processes, Text *problem) {
  for (int process = 1; process <= MOST_CLIENTS; process++) finish(process);
  if (!becomes_quiet(FINISH_MS, problem)) {
    if (problem->length > 0) return 0;
    for (int process = 1; process <= MOST_CLIENTS; process++) process_kill(&clients[process].process);
    if (!becomes_quiet(FINISH_MS, problem)) {
      if (problem->length == 0) text_add(problem, "another installation is in progress on this machine");
      return 0;
    }
  }
  for (int process = 1; process <= processes; process++) {
    if (machine_worker(process, problem) == NULL) return 0;
  }
  return begin_events(problem);
}

static const Offer *offer_of(const Operation *operation) {
  int with_ui = operation->level >= LEVEL_REDUCED && ui_table_of(operation->action) != NO_TABLE;
  return &offers.actions[operation->action][with_ui];
}

int machine_allows(const Operation *operation) {
  int at = clients[operation->process].at;
  switch (operation->op) {
    case OP_START: return at < 0 && offer_of(operation)->offered;
    case OP_CALL: return at != AT_GONE && offers.apis[operation->api] == 0;
    case OP_ADVANCE:
    case OP_KILL: return at >= 0;
    case OP_CANCEL: return at >= 0 && is_ui_table(at);
    case OP_EVENTS: return !on_wine();
    default: return 1;
  }
}

static void respond_gone(Client *client, Text *response) {
  client->at = AT_GONE;
  client->installing = 0;
  text_add(response, "{\"type\":\"gone\"}");
}

/* What became of a call that a client has in progress, or of another one. */
static int respond(Client *client, int outcome, int is_call, Text *response, Text *problem) {
  long long code = 0;
  if (outcome == LATE) {
    process_kill(&client->process);
    client->at = AT_GONE;
    client->installing = 0;
    text_add(response,
             "{\"type\":\"open\",\"reason\":\"no answer before the deadline, so the client process was ended\"}");
    return 1;
  }
  if (outcome == GONE) {
    process_kill(&client->process);
    respond_gone(client, response);
    return 1;
  }
  int type = json_member(&json, 0, "type");
  if (json_is(&json, type, "held") && !is_call) {
    Text table = {0};
    json_string(&json, json_member(&json, 0, "table"), &table);
    client->at = table_named(table.data);
    text_add(response, "{\"type\":\"held\",\"table\":");
    json_add_string(response, table.data);
    text_add(response, ",\"route\":");
    json_add_string(response, client->says);
    text_add(response, "}");
    text_free(&table);
    return 1;
  }
  if (json_is(&json, type, "returned") && json_integer(&json, json_member(&json, 0, "code"), &code)) {
    if (!is_call) {
      client->at = AT_IDLE;
      client->installing = 0;
    }
    text_add(response, "{\"type\":\"returned\",\"code\":");
    text_add_number(response, code);
    text_add(response, "}");
    return 1;
  }
  Text said = {0};
  json_string(&json, json_member(&json, 0, "message"), &said);
  text_add(problem, "a worker answered out of turn: ");
  text_add(problem, said.data);
  text_free(&said);
  return 0;
}

static int act(const Operation *operation, double deadline, Text *response, Text *problem) {
  static const int levels[LEVELS] = {2, 3, 4, 5};
  Client *client = &clients[operation->process];
  Text members = {0};
  text_clear(&members);
  switch (operation->op) {
    case OP_START: {
      const Offer *offer = offer_of(operation);
      int with_ui = operation->level >= LEVEL_REDUCED && ui_table_of(operation->action) != NO_TABLE;
      client->says = offer->says;
      client->installing = 1;
      add_start(&members, operation->process, operation->action, levels[operation->level], with_ui, offer->route, 1, 0);
      break;
    }
    case OP_CALL: add_call(&members, operation->process, operation->api, 0); break;
    default:
      text_add(&members, operation->op == OP_ADVANCE ? "\"do\":\"advance\"" : "\"do\":\"cancel\"");
      break;
  }
  Process *worker = operation->op == OP_START || operation->op == OP_CALL
                        ? machine_worker(operation->process, problem)
                        : &client->process;
  int done = 0;
  if (worker != NULL) {
    int outcome = process_ask(worker, members.data, deadline, &line, &json);
    done = respond(client, outcome, operation->op == OP_CALL, response, problem);
  }
  text_free(&members);
  return done;
}

static int probe(Text *response, Text *problem) {
  long long pid = 0;
  if (!observe("\"do\":\"probe\"", "mutex", problem)) return 0;
  Text state = {0};
  json_string(&json, json_member(&json, 0, "state"), &state);
  text_add(response, "{\"type\":\"mutex\",\"state\":");
  json_add_string(response, state.data);
  text_free(&state);
  if (json_integer(&json, json_member(&json, 0, "ownerPid"), &pid)) {
    int owner = 0;
    for (int each = 1; each <= MOST_CLIENTS; each++) {
      if (clients[each].process.pid == (unsigned long)pid && process_runs(&clients[each].process)) owner = each;
    }
    text_add(response, ",\"owner\":");
    if (owner > 0) text_add_number(response, owner);
    else text_add(response, "\"other\"");
  }
  if (json_is_true(&json, json_member(&json, 0, "abandoned"))) text_add(response, ",\"abandoned\":true");
  text_add(response, "}");
  return 1;
}

static int service(Text *response, Text *problem) {
  long long state = 0, controls = 0;
  if (!observe("\"do\":\"service\"", "service", problem)) return 0;
  json_integer(&json, json_member(&json, 0, "state"), &state);
  json_integer(&json, json_member(&json, 0, "controlsAccepted"), &controls);
  text_add(response, "{\"type\":\"service\",\"state\":");
  text_add_number(response, state);
  text_add(response, ",\"controlsAccepted\":");
  text_add_number(response, controls);
  text_add(response, "}");
  return 1;
}

/* A transaction that has begun: its package and the process of its client, as the log has them. */
typedef struct {
  Text key;
  int open;
} Transaction;

/* The name of the package without its folder and ending. */
static void add_application(Text *text, const Text *key) {
  size_t end = 0, begin = 0;
  while (end < key->length && key->data[end] != '\n') end++;
  for (size_t at = 0; at < end; at++) {
    if (key->data[at] == '\\' || key->data[at] == '/') begin = at + 1;
  }
  if (end - begin > 4 && bytes_equal(key->data + end - 4, 4, ".msi")) end -= 4;
  json_add_bytes(text, key->data + begin, end - begin);
}

static void read_key(Text *key, int record) {
  Text part = {0};
  int data = json_member(&json, record, "data");
  int first = json_first(&json, data), second = first < 0 ? -1 : json_next(&json, data, first);
  text_clear(key);
  json_string(&json, first, &part);
  text_add(key, part.data);
  text_add(key, "\n");
  json_string(&json, second, &part);
  text_add(key, part.data);
  text_free(&part);
}

/* Adds the applications whose transaction has begun and not ended, by the records in the last answer. */
static int add_installing(Text *text) {
  Transaction transactions[MOST_OPEN];
  int count = 0, open = 0;
  int records = json_member(&json, 0, "records");
  for (int each = json_first(&json, records); each >= 0; each = json_next(&json, records, each)) {
    long long id = 0;
    Text key = {0};
    read_key(&key, each);
    json_integer(&json, json_member(&json, each, "id"), &id);
    if (id == 1040 && count < MOST_OPEN) {
      transactions[count++] = (Transaction){key, 1};
      continue;
    }
    int found = -1;
    for (int other = 0; other < count && found < 0; other++) {
      if (transactions[other].open && string_equals(transactions[other].key.data, key.data)) found = other;
    }
    if (found >= 0) transactions[found].open = 0;
    text_free(&key);
  }
  text_add(text, "{\"type\":\"events\",\"installing\":[");
  for (int each = 0; each < count; each++) {
    if (transactions[each].open) {
      if (open++ > 0) text_add(text, ",");
      add_application(text, &transactions[each].key);
    }
    text_free(&transactions[each].key);
  }
  text_add(text, "]}");
  return open;
}

static int names(const Text *response, int process) {
  Text application = {0};
  text_add(&application, "msiconform-client-");
  text_add_number(&application, process);
  int found = has_word(response->data, application.data);
  text_free(&application);
  return found;
}

/* A record takes its time from the installer to whoever reads the log, so one that is missing is waited for. */
static int events(Text *response, Text *problem) {
  double until = now() + LOG_DELAY_MS;
  Text members = {0};
  text_add(&members, "\"do\":\"events\",\"after\":");
  text_add_number(&members, last_event);
  int whole = 0, done = 1;
  while (!whole && done) {
    done = observe(members.data, "events", problem);
    text_clear(response);
    if (!done) break;
    add_installing(response);
    whole = 1;
    for (int process = 1; process <= MOST_CLIENTS; process++) {
      int table = clients[process].at;
      if (table >= 0 && !is_ui_table(table) && !names(response, process)) whole = 0;
    }
    if (now() > until) break;
    if (!whole) Sleep(POLL_MS);
  }
  text_free(&members);
  return done;
}

/* An answer tells nothing when a held client was ended by somebody else: it may be one to that end. */
static int none_is_lost(Text *problem) {
  for (int process = 1; process <= MOST_CLIENTS; process++) {
    Client *client = &clients[process];
    if (client->at < 0 || !client->installing || process_runs(&client->process)) continue;
    text_add(problem, "client ");
    text_add_number(problem, process);
    text_add(problem, " was ended from outside while it was in ");
    text_add(problem, TABLE_NAMES[client->at]);
    client->at = AT_GONE;
    client->installing = 0;
    return 0;
  }
  return 1;
}

int machine_perform(const Operation *operation, double deadline, Text *response, Text *problem) {
  int done;
  text_clear(response);
  switch (operation->op) {
    case OP_PROBE: done = probe(response, problem); break;
    case OP_SERVICE: done = service(response, problem); break;
    case OP_EVENTS: done = events(response, problem); break;
    case OP_KILL:
      process_kill(&clients[operation->process].process);
      respond_gone(&clients[operation->process], response);
      done = 1;
      break;
    default: done = act(operation, deadline, response, problem);
  }
  return done && none_is_lost(problem);
}

void machine_add_identity(Text *text) {
  const SystemFacts *facts = system_facts();
  Text version = {0};
  if (facts->wine != NULL) {
    text_add(&version, "wine-");
    text_add(&version, facts->wine);
  } else {
    text_add_number(&version, (long long)facts->major);
    text_add(&version, ".");
    text_add_number(&version, (long long)facts->minor);
    text_add(&version, ".");
    text_add_number(&version, (long long)facts->build);
  }
  text_add(text, facts->wine != NULL ? "{\"id\":\"wine\"" : facts->reactos[0] != 0 ? "{\"id\":\"reactos\"" : "{\"id\":\"windows\"");
  text_add(text, ",\"name\":");
  Text name = {0};
  text_add(&name, facts->wine != NULL ? version.data : facts->reactos[0] != 0 ? facts->reactos : "Windows ");
  if (facts->wine == NULL && facts->reactos[0] == 0) {
    text_add(&name, version.data);
    if (facts->service_pack[0] != 0) {
      text_add(&name, " ");
      text_add(&name, facts->service_pack);
    }
  }
  json_add_string(text, name.data);
  text_add(text, ",\"version\":");
  json_add_string(text, version.data);
  text_add(text, ",\"windowsInstaller\":\"");
  text_add_number(text, msi.version[0]);
  text_add(text, ".");
  text_add_number(text, msi.version[1]);
  text_add(text, "\"}");
  text_free(&name);
  text_free(&version);
}

static void add_word(Text *text, const char *word, int *count) {
  if ((*count)++ > 0) text_add(text, ",");
  json_add_string(text, word);
}

void machine_add_capabilities(Text *text) {
  int count = 0;
  text_add(text, "{\"processes\":8,\"actions\":[");
  for (int action = 0; action < ACTIONS; action++) {
    if (offers.actions[action][0].offered) add_word(text, ACTION_NAMES[action], &count);
  }
  text_add(text, "],\"uiLevels\":[\"none\",\"basic\",\"reduced\",\"full\"],\"apis\":[");
  count = 0;
  for (int api = 0; api < APIS; api++) {
    if (offers.apis[api] == 0) add_word(text, API_NAMES[api], &count);
  }
  text_add(text, "],\"observations\":[\"probe\",\"service\"");
  if (!on_wine()) text_add(text, ",\"events\"");
  text_add(text, "],\"versions\":[],\"concurrent\":false}");
}

static void add_missing(Text *text, const char *what, const char *more, long code, int *count) {
  text_add(text, (*count)++ > 0 ? ",{\"what\":\"" : "{\"what\":\"");
  text_add(text, what);
  text_add(text, more);
  text_add(text, "\",\"code\":");
  text_add_number(text, code);
  text_add(text, "}");
}

void machine_add_not_offered(Text *text) {
  int count = 0;
  text_add(text, "[");
  for (int action = 0; action < ACTIONS; action++) {
    for (int with_ui = 0; with_ui < 2; with_ui++) {
      const Offer *offer = &offers.actions[action][with_ui];
      if (offer->offered || (with_ui && ui_table_of(action) == NO_TABLE)) continue;
      add_missing(text, ACTION_NAMES[action], with_ui ? " with UI" : "", offer->code, &count);
    }
  }
  for (int api = 0; api < APIS; api++) {
    if (offers.apis[api] != 0) add_missing(text, API_NAMES[api], "", offers.apis[api], &count);
  }
  if (on_wine()) {
    text_add(text, count > 0 ? "," : "");
    text_add(text, "{\"what\":\"events\",\"reason\":\"Wine has no event log that msi.dll writes to\"}");
  }
  text_add(text, "]");
}

void machine_add_notes(Text *text) {
  SC_HANDLE manager = OpenSCManagerW(NULL, NULL, SC_MANAGER_CREATE_SERVICE);
  text_add(text, "{\"msi\":");
  add_msi_version(text);
  text_add(text, ",\"agent\":");
  add_announcement(text);
  /* Only an administrator may create services. */
  text_add(text, manager != NULL ? ",\"administrator\":true" : ",\"administrator\":false");
  text_add(text, ",\"unexpectedEnds\":");
  text_add_number(text, unexpected_ends);
  text_add(text, "}");
  if (manager != NULL) CloseServiceHandle(manager);
}

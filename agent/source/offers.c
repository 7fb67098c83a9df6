#include "offers.h"

#include "system.h"

#include <string.h>

#define ALREADY_RUNNING 1618
/* All that is waited, in trying everything, for an installer that is still busy with what was tried before. */
#define BUSY_MS 30000.0
#define BUSY_INTERVAL_MS 500
#define ENDED "its client ended"
enum { UI_NONE = 2, UI_REDUCED = 4 };

int given_success(const Given *given) { return given->has_code && given->code == 0; }

static void put_reason(Given *given, const char *reason) {
  size_t length = string_length(reason);
  if (length > sizeof given->reason - 1) length = sizeof given->reason - 1;
  given->has_code = 0;
  memcpy(given->reason, reason, length);
  given->reason[length] = 0;
}

static void add_package(Text *text, int process) {
  Text path = {0};
  text_add(&path, machine_fixtures());
  text_add(&path, "msiconform-client-");
  text_add_number(&path, process);
  text_add(&path, ".msi");
  text_add(text, ",\"package\":");
  json_add_string(text, path.data);
  text_free(&path);
}

void add_start(Text *text, int process, int action, int level, int with_ui, const char *route, int hold, int plain) {
  text_add(text, "\"do\":\"start\",\"action\":\"");
  text_add(text, ACTION_NAMES[action]);
  text_add(text, "\",\"level\":");
  text_add_number(text, level);
  text_add(text, with_ui ? ",\"withUi\":true" : ",\"withUi\":false");
  add_package(text, process);
  text_add(text, ",\"route\":\"");
  text_add(text, route);
  text_add(text, hold ? "\",\"hold\":true" : "\",\"hold\":false");
  if (plain) text_add(text, ",\"plain\":true");
}

void add_call(Text *text, int process, int api, int plain) {
  Text scratch = {0};
  text_add(&scratch, machine_fixtures());
  text_add(&scratch, "scratch-");
  text_add_number(&scratch, process);
  text_add(text, "\"do\":\"call\",\"api\":\"");
  text_add(text, API_NAMES[api]);
  text_add(text, "\"");
  add_package(text, process);
  text_add(text, ",\"product\":\"{6D736963-6F6E-4672-AD00-000000000000}\",\"feature\":\"" FEATURE "\",\"scratch\":");
  json_add_string(text, scratch.data);
  if (plain) text_add(text, ",\"plain\":true");
  text_free(&scratch);
}

/* Whether the tables of the answer are these. */
static int tables_are(const Json *json, int ui, int execute) {
  int tables = json_member(json, 0, "tables"), each = json_first(json, tables);
  if (ui != NO_TABLE) {
    if (each < 0 || !json_is(json, each, TABLE_NAMES[ui])) return 0;
    each = json_next(json, tables, each);
  }
  return each >= 0 && json_is(json, each, TABLE_NAMES[execute]) && json_next(json, tables, each) < 0;
}

static void say_route(Offer *offer, int by_sequence, int action, int ui) {
  Text says = {0};
  if (by_sequence) {
    text_add(&says, "MsiSequenceW(");
    if (ui != NO_TABLE) {
      text_add(&says, TABLE_NAMES[ui]);
      text_add(&says, ", ");
    }
    text_add(&says, TABLE_NAMES[execute_table_of(action)]);
    text_add(&says, ")");
  } else {
    text_add(&says, "MsiInstallProductW");
    if (action != ACTION_INSTALL) {
      text_add(&says, " ACTION=");
      text_add(&says, ACTION_NAMES[action]);
    }
  }
  for (size_t at = 0; at <= says.length && at < sizeof offer->says; at++) offer->says[at] = says.data[at];
  text_free(&says);
}

/* Of what was asked last. */
typedef struct {
  Text line, members;
  Json json;
  double busy_left;
} Trial;

static void ask_once(Trial *trial, Given *given) {
  Text problem = {0}, said = {0};
  long long code = 0;
  given->has_code = 0;
  Process *client = machine_worker(1, &problem);
  int outcome = client == NULL ? GONE : process_ask(client, trial->members.data, TRY_MS, &trial->line, &trial->json);
  if (client == NULL) put_reason(given, problem.data);
  else if (outcome == LATE) put_reason(given, NO_ANSWER);
  else if (outcome == GONE) put_reason(given, ENDED);
  else if (json_integer(&trial->json, json_member(&trial->json, 0, "code"), &code)) {
    given->has_code = 1;
    given->code = (long)code;
  } else {
    json_string(&trial->json, json_member(&trial->json, 0, "message"), &said);
    put_reason(given, said.data);
  }
  /* So that nothing waits behind it. */
  if (client != NULL && outcome != ANSWERED) process_kill(client);
  text_free(&problem);
  text_free(&said);
}

/* One that was ended may leave the installer busy for some time: its refusals say nothing of what is offered. */
static void ask_when_free(Trial *trial, Given *given) {
  for (;;) {
    double began = now();
    ask_once(trial, given);
    /* Once may have been from outside. */
    if (!given->has_code && string_equals(given->reason, ENDED)) ask_once(trial, given);
    if (!given->has_code || given->code != ALREADY_RUNNING || trial->busy_left <= 0) return;
    Sleep(BUSY_INTERVAL_MS);
    trial->busy_left -= now() - began;
  }
}

/* What came of a route that succeeded and was not the one. */
static void put_other_tables(Given *given, const Json *json, int ui, int execute) {
  Text reason = {0};
  int tables = json_member(json, 0, "tables"), count = 0;
  text_add(&reason, "succeeded and processed ");
  for (int each = json_first(json, tables); each >= 0; each = json_next(json, tables, each)) {
    Text name = {0};
    json_string(json, each, &name);
    if (count++ > 0) text_add(&reason, ", ");
    text_add(&reason, name.data);
    text_free(&name);
  }
  text_add(&reason, count == 0 ? "no table, not " : ", not ");
  if (ui != NO_TABLE) {
    text_add(&reason, TABLE_NAMES[ui]);
    text_add(&reason, ", ");
  }
  text_add(&reason, TABLE_NAMES[execute]);
  put_reason(given, reason.data);
  text_free(&reason);
}

static void find_route(Trial *trial, Offer *offer, int action, int with_ui) {
  static const char *const routes[] = {"natural", "sequence"};
  int ui = with_ui ? ui_table_of(action) : NO_TABLE;
  /* On Windows an open package need not take the mutex, so MsiSequence is no way to judge it by. */
  int count = system_facts()->wine == NULL ? 1 : 2;
  offer->offered = 0;
  for (int route = 0; route < count && !offer->offered; route++) {
    Given given = {0, 0, {0}};
    text_clear(&trial->members);
    add_start(&trial->members, 1, action, with_ui ? UI_REDUCED : UI_NONE, with_ui, routes[route], 0, 1);
    ask_when_free(trial, &given);
    if (given_success(&given) && tables_are(&trial->json, ui, execute_table_of(action))) {
      offer->offered = 1;
      offer->route = routes[route];
      say_route(offer, route == 1, action, ui);
    } else if (route == 0) {
      /* What the natural route gave is what a user would see. */
      if (given_success(&given)) put_other_tables(&given, &trial->json, ui, execute_table_of(action));
      offer->given = given;
    }
  }
}

void find_offers(Offers *offers) {
  Trial trial = {{0}, {0}, {0}, BUSY_MS};
  for (int action = 0; action < ACTIONS; action++) {
    for (int with_ui = 0; with_ui < 2; with_ui++) {
      if (with_ui && ui_table_of(action) == NO_TABLE) continue;
      find_route(&trial, &offers->actions[action][with_ui], action, with_ui);
    }
  }
  for (int api = 0; api < APIS; api++) {
    text_clear(&trial.members);
    add_call(&trial.members, 1, api, 1);
    ask_when_free(&trial, &offers->apis[api]);
  }
  json_free(&trial.json);
  text_free(&trial.line);
  text_free(&trial.members);
}

#include "offers.h"

#include "system.h"

#define TRY_MS 120000.0
enum { UI_NONE = 2, UI_REDUCED = 4 };

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

/* Asks client 1; the answer's code, or -1. */
static long ask_code(const Text *members, Text *line, Json *json, Text *problem) {
  long long code = -1;
  Process *client = machine_worker(1, problem);
  if (client == NULL) return -1;
  if (process_ask(client, members->data, TRY_MS, line, json) == ANSWERED) {
    json_integer(json, json_member(json, 0, "code"), &code);
  }
  if (code < 0) text_add(problem, "a worker failed at its first installation");
  return (long)code;
}

static int find_route(Offer *offer, int action, int with_ui, Text *problem) {
  static const char *const routes[] = {"natural", "sequence"};
  int ui = with_ui ? ui_table_of(action) : NO_TABLE;
  Text members = {0}, line = {0};
  Json json = {0};
  long code = 0;
  offer->offered = 0;
  for (int route = 0; route < 2 && !offer->offered && code >= 0; route++) {
    /* Its ExecuteAction is played from inside the handler, which only Wine allows without a deadlock. */
    if (route == 1 && with_ui && system_facts()->wine == NULL) continue;
    text_clear(&members);
    add_start(&members, 1, action, with_ui ? UI_REDUCED : UI_NONE, with_ui, routes[route], 0, 1);
    code = ask_code(&members, &line, &json, problem);
    if (route == 0) offer->code = code;
    if (code != 0 || !tables_are(&json, ui, execute_table_of(action))) continue;
    offer->offered = 1;
    offer->route = routes[route];
    say_route(offer, route == 1, action, ui);
  }
  json_free(&json);
  text_free(&line);
  text_free(&members);
  return code >= 0;
}

int find_offers(Offers *offers, Text *problem) {
  Text members = {0}, line = {0};
  Json json = {0};
  int whole = 1;
  for (int action = 0; action < ACTIONS && whole; action++) {
    for (int with_ui = 0; with_ui < 2 && whole; with_ui++) {
      if (with_ui && ui_table_of(action) == NO_TABLE) continue;
      whole = find_route(&offers->actions[action][with_ui], action, with_ui, problem);
    }
  }
  for (int api = 0; api < APIS && whole; api++) {
    text_clear(&members);
    add_call(&members, 1, api, 1);
    offers->apis[api] = ask_code(&members, &line, &json, problem);
    whole = offers->apis[api] >= 0;
  }
  json_free(&json);
  text_free(&line);
  text_free(&members);
  return whole;
}

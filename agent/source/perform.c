/* Operations of a case, one after the other. */
#include "clients.h"
#include "system.h"

static const Offer *offer_of(const Operation *operation) {
  int with_ui = operation->level >= LEVEL_REDUCED && ui_table_of(operation->action) != NO_TABLE;
  return &shared.offers.actions[operation->action][with_ui];
}

int machine_allows(const Operation *operation) {
  int at = shared.clients[operation->process].at;
  switch (operation->op) {
    case OP_START: return at < 0 && offer_of(operation)->offered;
    case OP_CALL: return at != AT_GONE && given_success(&shared.offers.apis[operation->api]);
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

static void respond_open(Client *client, double waited, Text *response) {
  process_kill(&client->process);
  client->at = AT_GONE;
  client->installing = 0;
  text_add(response, "{\"type\":\"open\",\"reason\":");
  text_add(response, "\"no answer before the deadline, so the client process was ended\",\"waited\":");
  text_add_number(response, (long long)waited);
  text_add(response, "}");
}

/* What became of a call that a client has in progress, or of another one. */
static int respond(Client *client, int outcome, int is_call, Text *response, Text *problem) {
  long long code = 0;
  if (outcome == GONE) {
    process_kill(&client->process);
    respond_gone(client, response);
    return 1;
  }
  int type = json_member(&shared.json, 0, "type");
  if (json_is(&shared.json, type, "held") && !is_call) {
    Text table = {0};
    json_string(&shared.json, json_member(&shared.json, 0, "table"), &table);
    client->at = table_named(table.data);
    text_add(response, "{\"type\":\"held\",\"table\":");
    json_add_string(response, table.data);
    text_add(response, ",\"route\":");
    json_add_string(response, client->says);
    text_add(response, "}");
    text_free(&table);
    return 1;
  }
  if (json_is(&shared.json, type, "returned") && json_integer(&shared.json, json_member(&shared.json, 0, "code"), &code)) {
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
  json_string(&shared.json, json_member(&shared.json, 0, "message"), &said);
  text_add(problem, "a worker answered out of turn: ");
  text_add(problem, said.data);
  text_free(&said);
  return 0;
}

static int act(const Operation *operation, double deadline, Text *response, Text *problem) {
  static const int levels[LEVELS] = {2, 3, 4, 5};
  Client *client = &shared.clients[operation->process];
  Text members = {0};
  text_clear(&members);
  switch (operation->op) {
    case OP_START: {
      const Offer *offer = offer_of(operation);
      int with_ui = operation->level >= LEVEL_REDUCED && ui_table_of(operation->action) != NO_TABLE;
      client->says = offer->says;
      client->installing = 1;
      add_start(&members, operation->process, operation->action, levels[operation->level], with_ui, offer->route, 1, 0);
      /* On Windows it is not known whether msi.dll may be called from inside its handler. */
      if (!on_wine()) text_add(&members, ",\"sameThread\":false");
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
    double asked = now();
    int outcome = process_ask(worker, members.data, deadline, &shared.line, &shared.json);
    done = 1;
    if (outcome == LATE) respond_open(client, now() - asked, response);
    else done = respond(client, outcome, operation->op == OP_CALL, response, problem);
  }
  text_free(&members);
  return done;
}

static int probe(Text *response, Text *problem) {
  long long pid = 0;
  if (!observe("\"do\":\"probe\"", "mutex", problem)) return 0;
  Text state = {0};
  json_string(&shared.json, json_member(&shared.json, 0, "state"), &state);
  text_add(response, "{\"type\":\"mutex\",\"state\":");
  json_add_string(response, state.data);
  text_free(&state);
  if (json_integer(&shared.json, json_member(&shared.json, 0, "ownerPid"), &pid)) {
    int owner = 0;
    for (int each = 1; each <= MOST_CLIENTS; each++) {
      if (shared.clients[each].process.pid == (unsigned long)pid && process_runs(&shared.clients[each].process)) owner = each;
    }
    text_add(response, ",\"owner\":");
    if (owner > 0) text_add_number(response, owner);
    else text_add(response, "\"other\"");
  }
  if (json_is_true(&shared.json, json_member(&shared.json, 0, "abandoned"))) text_add(response, ",\"abandoned\":true");
  text_add(response, "}");
  return 1;
}

static int service(Text *response, Text *problem) {
  long long state = 0, controls = 0;
  if (!observe("\"do\":\"service\"", "service", problem)) return 0;
  json_integer(&shared.json, json_member(&shared.json, 0, "state"), &state);
  json_integer(&shared.json, json_member(&shared.json, 0, "controlsAccepted"), &controls);
  text_add(response, "{\"type\":\"service\",\"state\":");
  text_add_number(response, state);
  text_add(response, ",\"controlsAccepted\":");
  text_add_number(response, controls);
  text_add(response, "}");
  return 1;
}

/* An answer tells nothing when a held client was ended by somebody else: it may be one to that end. */
static int none_is_lost(Text *problem) {
  for (int process = 1; process <= MOST_CLIENTS; process++) {
    Client *client = &shared.clients[process];
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
    case OP_EVENTS: done = respond_events(response, problem); break;
    case OP_KILL:
      process_kill(&shared.clients[operation->process].process);
      respond_gone(&shared.clients[operation->process], response);
      done = 1;
      break;
    default: done = act(operation, deadline, response, problem);
  }
  return done && none_is_lost(problem);
}

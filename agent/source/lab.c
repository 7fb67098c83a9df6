/* Longer than 250 lines: the stage on which each measurement acts, a scene after the other. */
#include "lab.h"

#include "offers.h"

#include <string.h>

#define QUIET_MS 15000.0
#define AFTERWARDS_MS 5000.0
/* As often as the list of what is to be measured asks for. */
#define INTERVAL_MS 20.0
#define MOST_CHANGES 200
#define ADVANCE "\"do\":\"advance\""
/* The clients that measurements use; the last one is for the handler's thread. */
static const int used[] = {1, 2, MOST_CLIENTS};

static Process measurer;
static double late_at;
static Text failure, line;
static Json json;
/* The command that a client has not answered yet, and when it was sent. */
static long long waiting_id;
static double waiting_since;
/* The clients whose call has not come back. */
static int in_call[MOST_CLIENTS + 1];
/* A call that is held in each table has ended after two; some are for what nobody knows. */
#define MOST_STEPS 4

const Text *lab_failure(void) { return &failure; }

static void fail(const char *what, const char *why) {
  if (failure.length > 0) return;
  text_add(&failure, what);
  text_add(&failure, why);
}

static int is_over(void) {
  if (now() > late_at) fail("the measurement did not end", " in time");
  return failure.length > 0;
}


Installation installation(void) { return (Installation){ACTION_INSTALL, UI_SILENT, 1, "natural", NULL}; }

/* Adds a value of the last answer as it stands. */
static void add_value(Text *text, int value) {
  const JsonValue *found = &json.values[value];
  int quoted = found->kind == JSON_STRING;
  if (quoted) text_add(text, "\"");
  text_add_bytes(text, json.text + found->start, found->end - found->start);
  if (quoted) text_add(text, "\"");
}

/* Adds the last answer without its number and, unless it is wanted, what names its kind. */
static void add_without(Text *text, int with_type) {
  int count = 0;
  text_add(text, "{");
  for (int each = 1; each < json.values[0].next; each = json.values[each + 1].next) {
    if (json_is(&json, each, "id") || (!with_type && json_is(&json, each, "type"))) continue;
    if (count++ > 0) text_add(text, ",");
    add_value(text, each);
    text_add(text, ":");
    add_value(text, each + 1);
  }
  text_add(text, "}");
}

/* Asks the process that looks. 1 when there is an answer. */
static int raw(const char *members, const char *what) {
  Text problem = {0};
  if (is_over()) return 0;
  int there = process_runs(&measurer);
  if (!there) {
    process_kill(&measurer);
    there = process_start(&measurer, &problem);
  }
  int outcome = there ? process_ask(&measurer, members, TRY_MS, &line, &json) : GONE;
  if (!there) fail(what, problem.data);
  else if (outcome == LATE) fail(what, " did not end within 20 seconds");
  else if (outcome == GONE) fail(what, ": the process that looks ended");
  if (outcome != ANSWERED) process_kill(&measurer);
  text_free(&problem);
  return outcome == ANSWERED;
}

void lab_begin(double milliseconds) {
  text_clear(&failure);
  late_at = now() + milliseconds;
  /* Its start takes longer than what is looked for. */
  if (!process_runs(&measurer)) raw("\"do\":\"probe\"", "probe");
}

void lab_raw(const char *name, const char *value_of, Text *value) {
  Text members = {0};
  text_add(&members, "\"do\":\"extra\",\"name\":\"");
  text_add(&members, name);
  text_add(&members, "\"");
  if (value_of != NULL) {
    text_add(&members, ",\"value\":");
    text_add(&members, value_of);
  }
  int answered = raw(members.data, name), found = answered ? json_member(&json, 0, "value") : -1;
  if (found >= 0) add_value(value, found);
  else if (answered) add_without(value, 1);
  else text_add(value, "null");
  text_free(&members);
}

static void add_service(Text *value) {
  if (raw("\"do\":\"service\"", "service")) add_without(value, json_is(&json, json_member(&json, 0, "type"), "error"));
  else text_add(value, "null");
}

void lab_look(Text *value) {
  text_add(value, "{\"mutex\":");
  lab_raw("mutex", NULL, value);
  text_add(value, ",\"service\":");
  add_service(value);
  text_add(value, "}");
}

static void add_milliseconds(Text *value, double since) {
  text_add(value, ",\"milliseconds\":");
  text_add_number(value, (long long)(now() - since + 0.5));
  text_add(value, "}");
}

static void put_where(Outcome *result, const char *where) {
  size_t length = string_length(where);
  if (length > sizeof result->where - 1) length = sizeof result->where - 1;
  memcpy(result->where, where, length);
}

/* Adds what an operation came to. */
static Outcome settle(int client, int outcome, double since, Text *value) {
  static const char *const kept[] = {"code", "messages", "table"};
  Outcome result = {0, {0}};
  Text where = {0};
  if (outcome != ANSWERED) {
    text_add(value, outcome == LATE ? "{\"type\":\"no answer\"" : "{\"type\":\"gone\",\"reason\":\"its process ended\"");
    add_milliseconds(value, since);
    lab_kill(client);
    put_where(&result, outcome == LATE ? "no answer" : "gone");
    return result;
  }
  int type = json_member(&json, 0, "type"), message = json_member(&json, 0, "message");
  text_add(value, "{\"type\":");
  add_value(value, type);
  for (int each = 0; each < 3; each++) {
    int found = json_member(&json, 0, kept[each]);
    if (found < 0) continue;
    text_add(value, ",\"");
    text_add(value, kept[each]);
    text_add(value, "\":");
    add_value(value, found);
  }
  if (message >= 0) {
    text_add(value, ",\"reason\":");
    add_value(value, message);
  }
  add_milliseconds(value, since);
  result.is_held = json_is(&json, type, "held");
  if (result.is_held) in_call[client] = 1;
  json_string(&json, result.is_held ? json_member(&json, 0, "table") : type, &where);
  put_where(&result, where.data);
  text_free(&where);
  return result;
}

Outcome lab_ask(int client, const char *members, Text *value) {
  Text problem = {0};
  Outcome result = {0, {0}};
  Process *worker = is_over() ? NULL : machine_worker(client, &problem);
  if (worker == NULL) {
    fail("a client could not be started: ", problem.data == NULL ? "" : problem.data);
    text_add(value, "null");
  } else {
    double since = now();
    result = settle(client, process_ask(worker, members, TRY_MS, &line, &json), since, value);
    /* A call from inside of another one leaves that as it was. */
    if (string_equals(members, ADVANCE) && !result.is_held) in_call[client] = 0;
  }
  text_free(&problem);
  return result;
}

static void add_installation(Text *members, int client, const Installation *wanted) {
  int with_ui = wanted->level == UI_SHOWN;
  add_start(members, client, wanted->action, wanted->level, with_ui, wanted->route, wanted->hold, 0);
  if (wanted->more != NULL) text_add(members, wanted->more);
}

Outcome lab_start(int client, Installation wanted, Text *value) {
  Text members = {0};
  add_installation(&members, client, &wanted);
  Outcome result = lab_ask(client, members.data, value);
  text_free(&members);
  return result;
}

void lab_start_later(int client, Installation wanted) {
  Text members = {0}, problem = {0};
  Process *worker = is_over() ? NULL : machine_worker(client, &problem);
  if (worker == NULL) {
    fail("a client could not be started: ", problem.data == NULL ? "" : problem.data);
  } else {
    add_installation(&members, client, &wanted);
    waiting_since = now();
    waiting_id = process_send(worker, members.data);
  }
  text_free(&members);
  text_free(&problem);
}

Outcome lab_await(int client, Text *value) {
  Outcome none = {0, {0}};
  Text problem = {0};
  Process *worker = is_over() ? NULL : machine_worker(client, &problem);
  text_free(&problem);
  if (worker == NULL) {
    text_add(value, "null");
    return none;
  }
  double left = waiting_since + TRY_MS - now();
  return settle(client, process_receive(worker, waiting_id, left < 0 ? 0 : left, &line, &json), waiting_since, value);
}

/* Adds what is seen to the list when it is not what was seen before. */
static void note_change(Text *changes, Text *last, double since, long long *before, int *count) {
  Text seen = {0};
  text_add(&seen, "\"mutex\":");
  if (raw("\"do\":\"probe\"", "probe")) add_without(&seen, json_is(&json, json_member(&json, 0, "type"), "error"));
  text_add(&seen, ",\"service\":");
  add_service(&seen);
  long long at = (long long)(now() - since + 0.5);
  if (!string_equals(seen.data, last->data) && *count < MOST_CHANGES && failure.length == 0) {
    text_add(changes, (*count)++ > 0 ? ",{\"at\":" : "{\"at\":");
    text_add_number(changes, at);
    text_add(changes, ",\"before\":");
    text_add_number(changes, *before);
    text_add(changes, ",");
    text_add(changes, seen.data);
    text_add(changes, "}");
  }
  *before = at;
  text_clear(last);
  text_add(last, seen.data);
  text_free(&seen);
}

void lab_watch(int client, Text *outcome, Text *changes) {
  Text last = {0}, problem = {0};
  double since = now(), end = now() + AFTERWARDS_MS;
  long long before = 0;
  int count = 0, pending = client > 0;
  Process *worker = pending ? machine_worker(client, &problem) : NULL;
  text_clear(&last);
  text_add(changes, "[");
  while ((pending || now() < end) && !is_over()) {
    note_change(changes, &last, since, &before, &count);
    if (!pending) {
      Sleep((DWORD)INTERVAL_MS);
      continue;
    }
    int came = worker == NULL ? GONE : process_receive(worker, waiting_id, INTERVAL_MS, &line, &json);
    if (came == LATE && now() - waiting_since < TRY_MS) continue;
    settle(client, came, waiting_since, outcome);
    pending = 0;
    end = now() + AFTERWARDS_MS;
  }
  text_add(changes, "]");
  text_free(&last);
  text_free(&problem);
}

void lab_kill(int client) {
  in_call[client] = 0;
  machine_end_worker(client);
}

void lab_finish(int client) {
  Text ignored = {0};
  for (int step = 0; step < MOST_STEPS && in_call[client] && !is_over(); step++) lab_ask(client, ADVANCE, &ignored);
  if (in_call[client]) lab_kill(client);
  text_free(&ignored);
}

void lab_identify(int client, Text *members) {
  Text problem = {0};
  const Process *worker = machine_worker(client, &problem);
  text_add(members, "\"pid\":");
  text_add_number(members, worker == NULL ? 0 : (long long)worker->pid);
  text_add(members, ",\"began\":");
  text_add_number(members, unix_time());
  text_free(&problem);
}

void lab_quiet(void) {
  double until = now() + QUIET_MS;
  while (now() < until && raw("\"do\":\"probe\"", "probe")) {
    if (!json_is(&json, json_member(&json, 0, "state"), "owned")) return;
    Sleep((DWORD)INTERVAL_MS);
  }
}

void lab_clear(void) {
  Text ignored = {0};
  /* What the measurement failed of does not keep it from being cleared away. */
  lab_begin(QUIET_MS + 3 * TRY_MS);
  lab_raw("let-go", NULL, &ignored);
  for (size_t each = 0; each < sizeof used / sizeof *used; each++) lab_finish(used[each]);
  lab_quiet();
  text_free(&ignored);
}

void lab_end(void) { process_kill(&measurer); }

/* Longer than 250 lines: each measurement, one after the other. */
#include "measure.h"

#include "lab.h"
#include "offers.h"
#include "system.h"

/* Milliseconds for one measurement; each operation in it has a shorter one. */
#define DEADLINE_MS 120000.0
#define ADVANCE "\"do\":\"advance\""
#define MOST_POINTS 4

/* Adds a member whose value follows. */
static void member(Text *values, const char *name) {
  if (values->length > 0 && values->data[values->length - 1] != '{') text_add(values, ",");
  json_add_string(values, name);
  text_add(values, ":");
}

static Outcome start_as(Text *values, const char *name, int client, Installation wanted) {
  member(values, name);
  return lab_start(client, wanted, values);
}

static Outcome advance_as(Text *values, const char *name, int client) {
  member(values, name);
  return lab_ask(client, ADVANCE, values);
}

static Installation with_level(int level) {
  Installation wanted = installation();
  wanted.level = level;
  return wanted;
}

static Installation without_hold(int level) {
  Installation wanted = with_level(level);
  wanted.hold = 0;
  return wanted;
}

/* Who we are on which machine: it bears on who may install. Its value is the whole. */
static void machine(Text *values) {
  text_clear(values);
  lab_raw("machine", NULL, values);
  values->length--;
}

/* Mutex, its rights, and service where the client stands: before, in both tables, and after the return. */
static void boundaries(Text *values) {
  Text last = {0};
  member(values, "idle");
  lab_look(values);
  Outcome outcome = lab_start(1, with_level(UI_SHOWN), &last);
  for (int step = 0; outcome.is_held && step < MOST_POINTS; step++) {
    member(values, outcome.where);
    lab_look(values);
    values->length--;
    member(values, "deniedToNonAdministrators");
    lab_raw("is-denied", NULL, values);
    text_add(values, "}");
    text_clear(&last);
    outcome = lab_ask(1, ADVANCE, &last);
  }
  member(values, "end");
  text_add(values, last.data);
  member(values, "returned");
  lab_look(values);
  text_free(&last);
}

/* How long a second client waits for its refusal, without UI and at the ExecuteAction of its UI sequence. */
static void refusals(Text *values) {
  start_as(values, "first", 1, installation());
  start_as(values, "silent", 2, without_hold(UI_SILENT));
  start_as(values, "shown", 2, without_hold(UI_SHOWN));
  lab_start_later(2, without_hold(UI_SILENT));
  Sleep(1000);
  advance_as(values, "end", 1);
  member(values, "whenReleasedAfterOneSecond");
  lab_await(2, values);
}

static void watched(Text *values, const char *name, int client, int level) {
  Text changes = {0};
  member(values, name);
  text_add(values, "{");
  lab_identify(client, values);
  text_add(values, ",\"outcome\":");
  lab_start_later(client, without_hold(level));
  lab_watch(client, values, &changes);
  text_add(values, ",\"changes\":");
  text_add(values, changes.data);
  text_add(values, "}");
  text_free(&changes);
}

/* What is seen every 20 ms through a whole installation, its ExecuteAction included, and after it. */
static void throughout(Text *values) {
  watched(values, "none", 1, UI_SILENT);
  watched(values, "reduced", 2, UI_SHOWN);
}

/* All that the installer writes into the event log for one installation. */
static void event_records(Text *values) {
  Text newest = {0}, after = {0};
  Json json = {0};
  long long record = 0;
  lab_raw("records", "null", &newest);
  if (json_read(&json, newest.data, newest.length)) json_integer(&json, json_member(&json, json_first(&json, 0), "record"), &record);
  text_add_number(&after, record);
  start_as(values, "outcome", 1, without_hold(UI_SILENT));
  Sleep(1000);
  member(values, "records");
  lab_raw("records", after.data, values);
  json_free(&json);
  text_free(&newest);
  text_free(&after);
}

/* What the message that another installation is in progress does when it is answered in this way. */
static void busy_message(Text *values, const char *buttons) {
  Installation second = without_hold(UI_SHOWN);
  Text more = {0};
  text_add(&more, ",\"buttons\":{\"1500\":");
  text_add(&more, buttons);
  text_add(&more, "}");
  second.more = more.data;
  start_as(values, "first", 1, installation());
  start_as(values, "second", 2, second);
  advance_as(values, "end", 1);
  text_free(&more);
}

/* On which thread msi.dll calls the external user interface, as JSON: tried once. */
static const char *thread_of_handler(void) {
  static Text known;
  if (known.length == 0) machine_add_handler_thread(&known);
  return known.data;
}

/* Whether msi.dll calls the external user interface on its caller's thread. */
static void handler_thread(Text *values) {
  member(values, "thread");
  text_add(values, thread_of_handler());
}

static void own_call(Text *values, int api, int level, int same_thread) {
  Text held = {0}, call = {0}, members = {0}, name = {0};
  Installation wanted = with_level(level);
  wanted.more = same_thread ? ",\"sameThread\":true" : ",\"sameThread\":false";
  Outcome outcome = lab_start(1, wanted, &held);
  text_add(&name, "in ");
  text_add(&name, outcome.where);
  if (same_thread) text_add(&name, ", on the handler's thread");
  if (outcome.is_held) {
    add_call(&members, 1, api, 0);
    lab_ask(1, members.data, &call);
  } else {
    text_add(&call, held.data);
  }
  member(values, name.data);
  text_add(values, call.data);
  lab_finish(1);
  lab_quiet();
  text_free(&held);
  text_free(&call);
  text_free(&members);
  text_free(&name);
}

/*
 * A function of the API, called by the process that is itself held in each table: from another thread than the
 * handler's, and from that one too where msi.dll calls the handler on its caller's.
 */
static void own_calls(Text *values, const char *name) {
  int threads = has_word(thread_of_handler(), "not") ? 1 : 2;
  for (int api = 0; api < APIS; api++) {
    if (!string_equals(name, API_NAMES[api])) continue;
    for (int each = 0; each < threads; each++) own_call(values, api, UI_SHOWN, each);
    for (int each = 0; each < threads; each++) own_call(values, api, UI_SILENT, each);
  }
}

/* What an action does by MsiSequence on an open package, which need not take the mutex: noted, and judged by nobody. */
static void by_sequence(Text *values, const char *name) {
  Installation first = installation();
  first.route = "sequence";
  first.action = action_named(name);
  if (first.action == NO_ACTION) return;
  Outcome held = start_as(values, "held", 1, first);
  member(values, "seen");
  lab_look(values);
  start_as(values, "second", 2, without_hold(UI_SILENT));
  if (held.is_held) advance_as(values, "end", 1);
}

/* Whether a handle alone, or an owner who is no installer, makes the installer refuse. */
static void foreign_mutex(Text *values) {
  static const char *const ways[] = {"keep", "own"};
  start_as(values, "nobody", 1, without_hold(UI_SILENT));
  for (int way = 0; way < 2; way++) {
    Text ignored = {0};
    lab_raw(ways[way], NULL, &ignored);
    member(values, ways[way]);
    text_add(values, "{\"mutex\":");
    lab_raw("mutex", NULL, values);
    start_as(values, "outcome", 1, without_hold(UI_SILENT));
    text_add(values, "}");
    lab_raw("let-go", NULL, &ignored);
    text_free(&ignored);
  }
}

/* What a client leaves that is killed in its execute table, and what the next installation meets. */
static void after_kill(Text *values) {
  Text none = {0};
  start_as(values, "held", 1, installation());
  lab_kill(1);
  member(values, "changes");
  lab_watch(0, &none, values);
  start_as(values, "next", 2, without_hold(UI_SILENT));
  member(values, "mutex");
  lab_raw("mutex", NULL, values);
  text_free(&none);
}

/* Whether an installation comes back when the thread of its call has so much stack. */
static void async_stack(Text *values, const char *kilobytes) {
  long long number = 0;
  for (; *kilobytes >= '0' && *kilobytes <= '9' && number < 1000000; kilobytes++) number = number * 10 + (*kilobytes - '0');
  if (number == 0) return;
  Installation wanted = without_hold(UI_SILENT);
  Text more = {0};
  text_add(&more, ",\"stack\":");
  text_add_number(&more, number * 1024);
  wanted.more = more.data;
  start_as(values, "outcome", 1, wanted);
  text_free(&more);
}

/* What stands behind the words that a name begins with, or NULL. */
static const char *behind(const char *name, const char *words) {
  while (*words != 0 && *words == *name) words++, name++;
  return *words == 0 ? name : NULL;
}

static void busy_message_named(Text *values, const char *name) {
  if (string_equals(name, "cancel")) busy_message(values, "[2]");
  if (string_equals(name, "retryThenCancel")) busy_message(values, "[4,4,2]");
  if (string_equals(name, "unhandled")) busy_message(values, "[0]");
}

/* Adds the values of the measurement of this name; none when there is no such. */
static void add_values(Text *values, const char *name) {
  static const struct {
    const char *name;
    void (*measure)(Text *values);
  } plain[] = {{"machine", machine},           {"boundaries", boundaries},        {"refusals", refusals},
               {"throughout", throughout},     {"eventRecords", event_records},   {"foreignMutex", foreign_mutex},
               {"handlerThread", handler_thread}, {"afterKill", after_kill}};
  static const struct {
    const char *words;
    void (*measure)(Text *values, const char *more);
  } kinds[] = {{"busyMessage ", busy_message_named}, {"ownCalls ", own_calls}, {"bySequence ", by_sequence}, {"asyncStack ", async_stack}};
  for (size_t each = 0; each < sizeof plain / sizeof *plain; each++) {
    if (string_equals(name, plain[each].name)) plain[each].measure(values);
  }
  for (size_t each = 0; each < sizeof kinds / sizeof *kinds; each++) {
    const char *more = behind(name, kinds[each].words);
    if (more != NULL) kinds[each].measure(values, more);
  }
}

double measure(const char *name, Text *values, Text *failed) {
  double began = now();
  text_clear(values);
  text_add(values, "{");
  lab_begin(DEADLINE_MS);
  add_values(values, name);
  int is_known = values->length > 1;
  text_add(values, "}");
  double took = now() - began;
  if (!is_known) text_add(failed, "this agent has no such measurement");
  else if (lab_failure()->length > 0) text_add(failed, lab_failure()->data);
  lab_clear();
  return took;
}

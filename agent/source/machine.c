#include "machine.h"

#include "clients.h"
#include "msi.h"
#include "system.h"

#define CONTROL_MS 30000.0
#define FINISH_MS 10000.0

Machine shared;

static HANDLE only_one;

int on_wine(void) { return system_facts()->wine != NULL; }

Process *machine_worker(int process, Text *problem) {
  Client *client = &shared.clients[process];
  if (process_runs(&client->process)) return &client->process;
  if (client->process.process != NULL) {
    shared.unexpected_ends++;
    process_kill(&client->process);
  }
  return process_start(&client->process, problem) ? &client->process : NULL;
}

void machine_end_worker(int process) {
  process_kill(&shared.clients[process].process);
  shared.clients[process].at = AT_IDLE;
  shared.clients[process].installing = 0;
}

long control(int process, const char *members, Text *problem) {
  long long code = -1;
  Process *worker = machine_worker(process, problem);
  if (worker == NULL) return -1;
  int outcome = process_ask(worker, members, CONTROL_MS, &shared.line, &shared.json);
  if (outcome == ANSWERED && json_integer(&shared.json, json_member(&shared.json, 0, "code"), &code)) return (long)code;
  Text said = {0};
  if (outcome == ANSWERED && json_string(&shared.json, json_member(&shared.json, 0, "message"), &said)) text_add(problem, said.data);
  else text_add(problem, outcome == GONE ? "a worker ended by itself" : "a worker did not answer in time");
  text_free(&said);
  return -1;
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
  for (int each = 0; each <= MOST_CLIENTS; each++) shared.clients[each].at = AT_IDLE;
  if (!msi_load(problem) || !be_the_only_one(problem) || !make_packages(problem)) return 0;
  register_product();
  return 1;
}

int machine_find_offers(Text *problem) {
  find_offers(&shared.offers);
  shared.is_known = 1;
  for (int action = 0; action < ACTIONS; action++) {
    if (shared.offers.actions[action][0].offered) return 1;
  }
  const Given *install = &shared.offers.actions[ACTION_INSTALL][0].given;
  text_add(problem, "nothing can be tested on this machine: a plain installation gave ");
  if (install->has_code) {
    text_add(problem, "code ");
    text_add_number(problem, install->code);
    add_code_hint(problem, install->code);
  } else {
    text_add(problem, install->reason);
  }
  return 0;
}

static void finish(int process) {
  Client *client = &shared.clients[process];
  int table = client->at;
  client->at = AT_IDLE;
  if (table < 0 && !client->installing) return;
  client->installing = 0;
  int outcome = process_ask(&client->process, "\"do\":\"cancel\"", FINISH_MS, &shared.line, &shared.json);
  if (outcome != ANSWERED || !json_is(&shared.json, json_member(&shared.json, 0, "type"), "returned")) process_kill(&client->process);
}

void machine_close(void) {
  Text problem = {0};
  for (int process = 1; process <= MOST_CLIENTS; process++) finish(process);
  if (shared.clients[0].process.process != NULL && !remove_product(&problem)) complain(problem.data);
  for (int process = 0; process <= MOST_CLIENTS; process++) process_kill(&shared.clients[process].process);
  remove_packages();
  if (only_one != NULL) CloseHandle(only_one);
  only_one = NULL;
  text_free(&problem);
}

void machine_add_handler_thread(Text *value) {
  Text members = {0}, problem = {0};
  add_start(&members, MOST_CLIENTS, ACTION_INSTALL, 2, 0, "natural", 0, 0);
  Process *client = machine_worker(MOST_CLIENTS, &problem);
  int outcome = client == NULL ? GONE : process_ask(client, members.data, TRY_MS, &shared.line, &shared.json);
  /* A call that was refused may have come back without a message. */
  int was_called = outcome == ANSWERED && json_first(&shared.json, json_member(&shared.json, 0, "tables")) >= 0;
  int other = was_called && json_is_true(&shared.json, json_member(&shared.json, 0, "otherThread"));
  if (outcome == LATE) json_add_string(value, "not the caller's: a call that ran the handler on its own thread did not come back");
  else if (other) json_add_string(value, "not the caller's: the agent's handler was called on another");
  else json_add_string(value, was_called ? "the caller's" : "not known: the installation came back without a message");
  machine_end_worker(MOST_CLIENTS);
  text_free(&members);
  text_free(&problem);
}

int observe(const char *members, const char *type, Text *problem) {
  Process *observer = machine_worker(0, problem);
  if (observer == NULL) return 0;
  int outcome = process_ask(observer, members, CONTROL_MS, &shared.line, &shared.json);
  if (outcome == ANSWERED && json_is(&shared.json, json_member(&shared.json, 0, "type"), type)) return 1;
  Text said = {0};
  json_string(&shared.json, outcome == ANSWERED ? json_member(&shared.json, 0, "message") : -1, &said);
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
    if (!json_is(&shared.json, json_member(&shared.json, 0, "state"), "owned")) return 1;
    if (now() > until) return 0;
    Sleep(POLL_MS);
  }
}

static int begin_events(Text *problem) {
  if (on_wine()) return 1;
  long long record = 0;
  if (!observe("\"do\":\"events\",\"after\":null", "events", problem)) return 0;
  json_integer(&shared.json, json_member(&shared.json, json_first(&shared.json, json_member(&shared.json, 0, "records")), "record"), &record);
  shared.last_event = record;
  return 1;
}

int machine_reset(int processes, Text *problem) {
  for (int process = 1; process <= MOST_CLIENTS; process++) finish(process);
  if (!becomes_quiet(FINISH_MS, problem)) {
    if (problem->length > 0) return 0;
    for (int process = 1; process <= MOST_CLIENTS; process++) process_kill(&shared.clients[process].process);
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

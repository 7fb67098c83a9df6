#include "worker.h"

#include "channel.h"
#include "client.h"
#include "fixture.h"
#include "guard.h"
#include "msi.h"
#include "observe.h"
#include "raw.h"
#include "system.h"

#define STATE_ABSENT 2
#define STATE_UNKNOWN (-1)

const char *wine_version(void) { return system_facts()->wine; }

static void add_code(Text *answer, long code) {
  text_add(answer, ",\"type\":\"done\",\"code\":");
  text_add_number(answer, code);
}

static int member_text(const Json *command, int object, const char *name, Text *text) {
  return json_string(command, json_member(command, object, name), text);
}

static int author(const Json *command, Text *answer, Text *problem) {
  Text path = {0}, name = {0}, code = {0};
  int fixture = json_member(command, 0, "fixture");
  int whole = member_text(command, fixture, "path", &path) && member_text(command, fixture, "productName", &name) &&
              member_text(command, fixture, "productCode", &code);
  if (!whole) text_add(problem, "a fixture needs a path, a productName and a productCode");
  Fixture wanted = {path.data, name.data, code.data, json_is_true(command, json_member(command, fixture, "registers")),
                    json_is_true(command, json_member(command, fixture, "marksAdvertise"))};
  int made = whole && author_fixture(&wanted, problem);
  if (made) add_code(answer, 0);
  text_free(&path);
  text_free(&name);
  text_free(&code);
  return made;
}

static void install(const Json *command, Text *answer) {
  Text path = {0};
  long long times = 1;
  UINT code = 0;
  member_text(command, 0, "package", &path);
  json_integer(command, json_member(command, 0, "times"), &times);
  WCHAR *wide = wide_of(path.data);
  client_quiet();
  /* The code of the last call, or of the first that failed. */
  for (long long time = 0; time < times && code == 0; time++) code = msi.MsiInstallProductW(wide, L"");
  add_code(answer, (long)code);
  memory_give(wide);
  text_free(&path);
}

static void remove_product(const Json *command, Text *answer) {
  Text product = {0};
  member_text(command, 0, "product", &product);
  WCHAR *wide = wide_of(product.data);
  client_quiet();
  UINT code = msi.MsiQueryProductStateW(wide) == STATE_UNKNOWN ? 0 : msi.MsiConfigureProductW(wide, 0, STATE_ABSENT);
  add_code(answer, (long)code);
  memory_give(wide);
  text_free(&product);
}

static int probe(Text *answer, Text *problem) {
  Mutex mutex;
  if (!probe_mutex(&mutex, problem)) return 0;
  text_add(answer, ",\"type\":\"mutex\",\"state\":");
  json_add_string(answer, mutex.state);
  text_add(answer, mutex.abandoned ? ",\"abandoned\":true,\"count\":" : ",\"abandoned\":false,\"count\":");
  if (mutex.counted) text_add_number(answer, mutex.count);
  else text_add(answer, "null");
  text_add(answer, ",\"ownerPid\":");
  if (mutex.owner != 0) text_add_number(answer, mutex.owner);
  else text_add(answer, "null");
  text_add(answer, ",\"by\":");
  json_add_string(answer, mutex.by);
  return 1;
}

static int service(Text *answer, Text *problem) {
  Service status;
  if (!guard_synchronize(problem) || !query_service(&status, problem)) return 0;
  text_add(answer, ",\"type\":\"service\",\"state\":");
  text_add_number(answer, (long long)status.state);
  text_add(answer, ",\"controlsAccepted\":");
  text_add_number(answer, (long long)status.controls_accepted);
  text_add(answer, ",\"pid\":");
  text_add_number(answer, (long long)status.pid);
  return 1;
}

static int events(const Json *command, Text *answer, Text *problem) {
  long long after = -1;
  json_integer(command, json_member(command, 0, "after"), &after);
  text_add(answer, ",\"type\":\"events\",\"records\":");
  return add_events(answer, after, TRANSACTIONS, problem);
}

static void end_awaited(const Json *command, Text *answer) {
  long long pid = 0, milliseconds = 0;
  json_integer(command, json_member(command, 0, "pid"), &pid);
  json_integer(command, json_member(command, 0, "milliseconds"), &milliseconds);
  add_code(answer, await_end((unsigned long)pid, (unsigned long)milliseconds) ? 0 : 1);
}

static int extra(const Json *command, Text *answer, Text *problem) {
  Text program = {0}, value = {0};
  int done = 0, name = json_member(command, 0, "name");
  if (json_is(command, name, "start-service")) {
    text_add(&value, "null");
    if (!member_text(command, 0, "value", &program)) text_add(problem, "start-service needs a program");
    else done = guard_start_service(program.data, problem);
  } else {
    done = raw_command(command, &value, problem);
    if (done < 0) text_add(problem, "the agent has no such extra command");
  }
  if (done > 0) {
    add_code(answer, 0);
    text_add(answer, ",\"value\":");
    text_add(answer, value.data);
  }
  text_free(&program);
  text_free(&value);
  return done > 0;
}

/* Adds the answer's type and fields. Returns 0 when it could not be done, and `problem` says why. */
static int answer_to_command(const Json *command, Text *answer, Text *problem) {
  int what = json_member(command, 0, "do");
  if (json_is(command, what, "author")) return author(command, answer, problem);
  if (json_is(command, what, "probe")) return probe(answer, problem);
  if (json_is(command, what, "service")) return service(answer, problem);
  if (json_is(command, what, "events")) return events(command, answer, problem);
  if (json_is(command, what, "extra")) return extra(command, answer, problem);
  if (json_is(command, what, "install")) install(command, answer);
  else if (json_is(command, what, "remove")) remove_product(command, answer);
  else if (json_is(command, what, "await-end")) end_awaited(command, answer);
  else {
    text_add(problem, "a worker that stands here cannot do this command");
    return 0;
  }
  return 1;
}

void worker_carry_out(const Json *command, long long id) {
  if (json_is(command, json_member(command, 0, "do"), "call")) {
    client_call(command, id);
    return;
  }
  Text answer = {0}, problem = {0};
  text_add(&answer, "{\"id\":");
  text_add_number(&answer, id);
  size_t head = answer.length;
  if (!answer_to_command(command, &answer, &problem)) {
    answer.length = head;
    text_add(&answer, ",\"type\":\"error\",\"message\":");
    json_add_string(&answer, problem.length > 0 ? problem.data : "it could not be done");
  }
  text_add(&answer, "}");
  send_line(&answer);
  text_free(&answer);
  text_free(&problem);
}

static void send_ready(void) {
  Text line = {0};
  text_add(&line, "{\"type\":\"ready\",\"pid\":");
  text_add_number(&line, GetCurrentProcessId());
  text_add(&line, ",\"wine\":");
  if (wine_version() != NULL) json_add_string(&line, wine_version());
  else text_add(&line, "null");
  text_add(&line, ",\"msi\":");
  add_msi_version(&line);
  text_add(&line, ",\"agent\":");
  add_announcement(&line);
  text_add(&line, "}");
  send_line(&line);
  text_free(&line);
}

int worker_main(int guarded) {
  Text line = {0}, problem = {0};
  Json json = {0};
  /* On Windows the console gives Ctrl-C to every process in it; the controller ends its workers in order. */
  SetConsoleCtrlHandler(NULL, TRUE);
  if (!msi_load(&problem)) {
    complain(problem.data);
    return 2;
  }
  if (guarded) guard_on();
  send_ready();
  while (read_command(&line, &json)) {
    long long id = 0;
    json_integer(&json, json_member(&json, 0, "id"), &id);
    if (json_is(&json, json_member(&json, 0, "do"), "start")) client_start(&json, id);
    else worker_carry_out(&json, id);
  }
  return 0;
}

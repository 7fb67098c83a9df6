/* Longer than 250 lines: reading a plan and running it, which share where in the plan a run stands. */
#include "plan.h"

#include "cases.h"
#include "crc.h"
#include "journal.h"
#include "lab.h"
#include "measure.h"
#include "raw.h"
#include "system.h"

enum { EXIT_DONE = 0, EXIT_INCONCLUSIVE = 2, EXIT_BAD_INPUT = 254 };
#define FAILURES_IN_A_ROW 3
#define PLAN_NAME L"plan.jsonl"

typedef struct {
  Text text;
  /* Where its first line after the head begins, and its last line. */
  size_t body, last;
  long long cases;
  double deadline;
  char sum[8];
} Plan;

static void say(const char *text) {
  DWORD written;
  WriteFile(GetStdHandle(STD_OUTPUT_HANDLE), text, (DWORD)string_length(text), &written, NULL);
}

static void say_wide(const WCHAR *text) {
  Text utf8 = {0};
  DWORD written;
  /* A console takes any character; what is no console gets UTF-8. */
  if (WriteConsoleW(GetStdHandle(STD_OUTPUT_HANDLE), text, (DWORD)lstrlenW(text), &written, NULL)) return;
  text_add_wide(&utf8, text);
  say(utf8.data);
  text_free(&utf8);
}

/* The folder of this program, with its backslash. */
static void own_folder(WCHAR folder[700]) {
  DWORD length = GetModuleFileNameW(NULL, folder, 699);
  while (length > 0 && folder[length - 1] != '\\') length--;
  folder[length] = 0;
}

static int read_file(const WCHAR *path, Text *text) {
  HANDLE file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
  if (file == INVALID_HANDLE_VALUE) return 0;
  char *chunk = memory_take(65536);
  DWORD read = 0;
  text_clear(text);
  while (ReadFile(file, chunk, 65536, &read, NULL) && read > 0) text_add_bytes(text, chunk, read);
  memory_give(chunk);
  CloseHandle(file);
  return 1;
}

static size_t end_of_line(const Text *text, size_t at) {
  while (at < text->length && text->data[at] != '\n') at++;
  return at;
}

static int check_head(Plan *plan, const Json *json, Text *problem) {
  long long revision = -1, deadline = 0;
  if (!json_is(json, json_member(json, 0, "format"), "msiconform-plan")) {
    text_add(problem, "plan.jsonl is no msiconform plan: take the one that msiconform kit wrote");
    return 0;
  }
  json_integer(json, json_member(json, 0, "revision"), &revision);
  if (revision != PROTOCOL_REVISION) {
    text_add(problem, "plan.jsonl is of revision ");
    text_add_number(problem, revision);
    text_add(problem, ", and this agent is of revision ");
    text_add_number(problem, PROTOCOL_REVISION);
    text_add(problem, ": take both from the same kit");
    return 0;
  }
  json_integer(json, json_member(json, 0, "cases"), &plan->cases);
  json_integer(json, json_member(json, 0, "deadline"), &deadline);
  plan->deadline = (double)deadline;
  return 1;
}

/* Its last line has the number of cases and the sum of all that stands before it. */
static int check_end(Plan *plan, Text *problem) {
  Json json = {0};
  Text sum = {0};
  long long cases = -1;
  size_t end = plan->text.length;
  while (end > 0 && plan->text.data[end - 1] == '\n') end--;
  plan->last = end;
  while (plan->last > 0 && plan->text.data[plan->last - 1] != '\n') plan->last--;
  crc32_digits(crc32_of(0, plan->text.data, plan->last), plan->sum);
  int whole = json_read(&json, plan->text.data + plan->last, end - plan->last) &&
              json_integer(&json, json_member(&json, 0, "end"), &cases) && cases == plan->cases;
  json_string(&json, whole ? json_member(&json, 0, "crc") : -1, &sum);
  if (!whole) text_add(problem, "plan.jsonl is cut: its last line is missing; copy the kit again");
  else if (!bytes_equal(plan->sum, 8, sum.data)) text_add(problem, "plan.jsonl is damaged: its sum does not fit; copy the kit again");
  json_free(&json);
  text_free(&sum);
  return problem->length == 0;
}

/* What a line between the first and the last asks for; 0 when it is none of ours, with a `problem`. */
static int check_line(const Json *json, long long *cases, Text *problem) {
  long long number = 0;
  int measures = json_member(json, 0, "measure");
  if (measures >= 0 && json->values[measures].kind == JSON_STRING) return 1;
  if (!json_integer(json, json_member(json, 0, "case"), &number) || number != *cases + 1) {
    text_add(problem, "it is not the case that follows");
    return 0;
  }
  ++*cases;
  return case_is_whole(json, 0, problem);
}

/* Whatever made the file: nothing is begun that would break off in the middle. */
static int check_lines(const Plan *plan, Text *problem) {
  Json json = {0};
  Text why = {0};
  long long cases = 0, number = 1;
  int whole = 1;
  text_clear(&why);
  for (size_t at = plan->body; whole && at < plan->last;) {
    size_t stop = end_of_line(&plan->text, at);
    number++;
    whole = json_read(&json, plan->text.data + at, stop - at);
    if (!whole) text_add(&why, "it is no JSON that an agent reads");
    whole = whole && check_line(&json, &cases, &why);
    at = stop + 1;
  }
  if (whole && cases != plan->cases) text_add(&why, "it is not the last of as many cases as the first line says");
  if (why.length > 0) {
    text_add(problem, "plan.jsonl:");
    text_add_number(problem, number);
    text_add(problem, ": ");
    text_add(problem, why.data);
    text_add(problem, "; take the plan that msiconform kit wrote");
  }
  json_free(&json);
  text_free(&why);
  return problem->length == 0;
}

static int read_plan(Plan *plan, const WCHAR *folder, Text *head, Text *problem) {
  WCHAR path[1024];
  Json json = {0};
  lstrcpyW(path, folder);
  lstrcpyW(path + lstrlenW(path), PLAN_NAME);
  if (!read_file(path, &plan->text)) {
    add_last_error(problem, "plan.jsonl, which must lie beside the agent, cannot be read: CreateFileW", GetLastError());
    return 0;
  }
  size_t end = end_of_line(&plan->text, 0);
  int whole = json_read(&json, plan->text.data, end);
  if (!whole) text_add(problem, "plan.jsonl is no msiconform plan: take the one that msiconform kit wrote");
  whole = whole && check_head(plan, &json, problem) && check_end(plan, problem);
  if (whole) {
    /* The members that a history has too are taken over as they stand. */
    static const char *const kept[] = {"seed", "suite", "draw"};
    for (int each = 0; each < 3; each++) {
      int value = json_member(&json, 0, kept[each]);
      if (value < 0) continue;
      int quoted = json.values[value].kind == JSON_STRING;
      text_add(head, ",\"");
      text_add(head, kept[each]);
      text_add(head, quoted ? "\":\"" : "\":");
      text_add_bytes(head, json.text + json.values[value].start, json.values[value].end - json.values[value].start);
      if (quoted) text_add(head, "\"");
    }
    plan->body = end + 1;
    whole = check_lines(plan, problem);
  }
  json_free(&json);
  return whole;
}

static void add_head(Text *head, const Plan *plan, const Text *of_plan) {
  text_add(head, "{\"format\":\"msiconform-history\",\"version\":1,\"implementation\":");
  machine_add_identity(head);
  text_add(head, ",\"capabilities\":");
  machine_add_capabilities(head);
  text_add(head, ",\"notOffered\":");
  machine_add_not_offered(head);
  text_add(head, ",\"mode\":\"lockstep\"");
  text_add(head, of_plan->data);
  text_add(head, ",\"agent\":{\"plan\":\"");
  text_add_bytes(head, plan->sum, 8);
  text_add(head, "\",\"announcement\":");
  add_announcement(head);
  text_add(head, "}");
}

static int sink_event(void *context, const Text *members) { return journal_event(context, members); }

/* The case without its steps. */
static void add_case_head(Text *line, const Json *json) {
  int count = 0;
  text_add(line, "{");
  for (int each = 1; each < json->values[0].next; each = json->values[each + 1].next) {
    const JsonValue *name = &json->values[each], *value = &json->values[each + 1];
    if (json_is(json, each, "steps")) continue;
    if (count++ > 0) text_add(line, ",");
    json_add_bytes(line, json->text + name->start, name->end - name->start);
    text_add(line, ":");
    if (value->kind == JSON_STRING) json_add_bytes(line, json->text + value->start, value->end - value->start);
    else text_add_bytes(line, json->text + value->start, value->end - value->start);
  }
  text_add(line, "}");
}

typedef struct {
  long long done;
  int failed_in_a_row;
  double told;
} Course;

typedef struct {
  const Plan *plan;
  Journal *journal;
  Course course;
  /* The last case of an earlier start. */
  long long passed;
  const char *end;
} Run;

static void show_progress(Course *course, const Plan *plan, int always) {
  Text text = {0};
  if (!always && now() - course->told < 500) return;
  course->told = now();
  text_add(&text, "\rcase ");
  text_add_number(&text, course->done);
  text_add(&text, " of ");
  text_add_number(&text, plan->cases);
  text_add(&text, "   ");
  say(text.data);
  text_free(&text);
}

/* 0 when the run has to end. */
static int run_planned(const Json *json, const Plan *plan, Journal *journal, Course *course) {
  Text line = {0}, problem = {0};
  long long number = 0;
  EventSink sink = {sink_event, journal};
  json_integer(json, json_member(json, 0, "case"), &number);
  add_case_head(&line, json);
  journal->last_case = number;
  int goes_on = journal_line(journal, &line);
  if (goes_on) {
    int outcome = run_case(json, 0, plan->deadline, &sink, &problem);
    course->failed_in_a_row = outcome == CASE_FAILED ? course->failed_in_a_row + 1 : 0;
    if (outcome == CASE_FAILED) goes_on = journal_stopped(journal, "failed", problem.data);
    else goes_on = outcome == CASE_ENDED;
  }
  text_free(&line);
  text_free(&problem);
  return goes_on && course->failed_in_a_row < FAILURES_IN_A_ROW;
}

/* Calls `take` for each line after the head, until it returns 0. */
static void each_line(const Plan *plan, int (*take)(const Json *json, void *context), void *context) {
  Json json = {0};
  for (size_t at = plan->body; at < plan->last;) {
    size_t stop = end_of_line(&plan->text, at);
    if (!json_read(&json, plan->text.data + at, stop - at) || !take(&json, context)) break;
    at = stop + 1;
  }
  json_free(&json);
}

/* Makes a measurement, unless the journal has it already, and writes it there. */
static void measure_once(const char *name, Journal *journal) {
  if (journal_has_measured(journal, name) || !journal_measuring(journal, name)) return;
  Text values = {0}, failed = {0};
  double took = measure(name, &values, &failed);
  journal_measured(journal, name, took, failed.length > 0 ? NULL : values.data, failed.data);
  text_free(&values);
  text_free(&failed);
}

static int run_measurement(const Json *json, void *context) {
  Run *run = context;
  Text name = {0}, told = {0};
  int is_one = json_string(json, json_member(json, 0, "measure"), &name);
  if (is_one) {
    text_add(&told, "\rmeasuring: ");
    text_add(&told, name.data);
    text_add(&told, "                    ");
    say(told.data);
    measure_once(name.data, run->journal);
  }
  text_free(&name);
  text_free(&told);
  return run->journal->problem.length == 0;
}

static int run_case_line(const Json *json, void *context) {
  Run *run = context;
  long long number = 0;
  if (!json_integer(json, json_member(json, 0, "case"), &number)) return 1;
  run->course.done++;
  if (number <= run->passed) return 1;
  show_progress(&run->course, run->plan, 0);
  if (run_planned(json, run->plan, run->journal, &run->course)) return 1;
  run->end = run->journal->problem.length > 0 ? "error" : "failures";
  return 0;
}

/* From here on it stands in the place of what the head says. */
static int write_offered(Journal *journal) {
  Text line = {0};
  text_add(&line, "{\"offered\":");
  machine_add_capabilities(&line);
  text_add(&line, ",\"notOffered\":");
  machine_add_not_offered(&line);
  text_add(&line, "}");
  int done = journal_line(journal, &line);
  text_free(&line);
  return done;
}

/* Measures, tries what is offered, runs the cases. Returns how the run ended, as a history has it. */
static const char *run_lines(const Plan *plan, Journal *journal, Text *problem) {
  Run run = {plan, journal, {0}, journal->last_case, "complete"};
  each_line(plan, run_measurement, &run);
  lab_end();
  if (journal->problem.length > 0) return "error";
  say("\r                                                                  \rTrying what is offered ...\r\n");
  if (!machine_find_offers(problem)) {
    journal_failed(journal, problem->data);
    return "error";
  }
  if (write_offered(journal)) each_line(plan, run_case_line, &run);
  show_progress(&run.course, plan, 1);
  return journal->problem.length > 0 ? "error" : run.end;
}

static void say_result(const Plan *plan, const Journal *journal, const char *end) {
  Text text = {0};
  if (string_equals(end, "complete")) text_add(&text, "\r\n\r\nThe plan was run to its end: ");
  else text_add(&text, "\r\n\r\nThe plan was not run to its end: ");
  text_add_number(&text, plan->cases - journal->stopped);
  text_add(&text, " of ");
  text_add_number(&text, plan->cases);
  text_add(&text, " cases ended, ");
  text_add_number(&text, journal->stopped);
  text_add(&text, " did not.\r\nThe verdict is given where msiconform is, with: msiconform check FILE\r\nThe file is\r\n");
  if (!string_equals(end, "complete")) text.length = 0;
  if (text.length == 0) text_add(&text, "\r\n\r\nThe plan was not run to its end. What was found stands in\r\n");
  say(text.data);
  say_wide(journal->path);
  say("\r\n");
  text_free(&text);
}

static int run_to_end(const Plan *plan, const WCHAR *folder, const char *name, const Text *of_plan, Text *problem) {
  Journal journal;
  Text head = {0}, notes = {0};
  add_head(&head, plan, of_plan);
  int code = EXIT_INCONCLUSIVE;
  if (journal_open(&journal, folder, name, &head, problem)) {
    say(journal.last_case > 0 ? "An unfinished run is taken up again.\r\n" : "A new run begins.\r\n");
    const char *end = run_lines(plan, &journal, problem);
    machine_add_notes(&notes);
    if (journal.problem.length == 0) journal_end(&journal, end, &notes);
    if (journal.problem.length > 0) text_add(problem, journal.problem.data);
    if (string_equals(end, "complete") && journal.problem.length == 0) code = EXIT_DONE;
    say_result(plan, &journal, journal.problem.length > 0 ? "error" : end);
    journal_close(&journal);
  }
  text_free(&notes);
  text_free(&head);
  return code;
}

static void add_computer_name(Text *name) {
  WCHAR computer[64];
  DWORD length = 64;
  if (GetComputerNameW(computer, &length)) text_add_wide_length(name, computer, (int)length);
}

int plan_main(int named, int unelevated) {
  Plan plan = {0};
  Text of_plan = {0}, problem = {0}, name = {0};
  WCHAR folder[700];
  int code;
  own_folder(folder);
  text_clear(&of_plan);
  text_clear(&name);
  if (named) add_computer_name(&name);
  say("msiconform " AGENT_VERSION "\r\n");
  if (!read_plan(&plan, folder, &of_plan, &problem)) {
    code = EXIT_BAD_INPUT;
  } else if (!unelevated && !is_administrator()) {
    code = EXIT_INCONCLUSIVE;
    text_add(&problem, "this user is no administrator, and others are refused much: right click run.cmd and run it as an "
                       "administrator, or start it in a command prompt with --unelevated");
  } else {
    say("Looking at this machine ...\r\n");
    code = EXIT_INCONCLUSIVE;
    if (machine_open(&problem)) code = run_to_end(&plan, folder, name.data, &of_plan, &problem);
    machine_close();
  }
  if (problem.length > 0) complain(problem.data);
  text_free(&plan.text);
  text_free(&of_plan);
  text_free(&problem);
  text_free(&name);
  return code;
}

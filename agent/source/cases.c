#include "cases.h"

static int processes_of(const Json *json, int object) {
  long long processes = 0;
  json_integer(json, json_member(json, object, "processes"), &processes);
  return processes >= 1 && processes <= MOST_CLIENTS ? (int)processes : 0;
}

int case_is_whole(const Json *json, int object, Text *problem) {
  int processes = processes_of(json, object), steps = json_member(json, object, "steps");
  if (processes == 0 || steps < 0 || json->values[steps].kind != JSON_ARRAY) {
    text_add(problem, "a case needs \"steps\" and \"processes\" from 1 to 8");
    return 0;
  }
  for (int step = json_first(json, steps); step >= 0; step = json_next(json, steps, step)) {
    Operation operation;
    if (!read_operation(json, step, processes, &operation, problem)) return 0;
  }
  return 1;
}

static void add_head(Text *event, const Operation *operation, const char *kind) {
  text_clear(event);
  text_add(event, "\"process\":");
  text_add_number(event, operation->process);
  text_add(event, ",\"kind\":\"");
  text_add(event, kind);
  text_add(event, "\",\"op\":\"");
  text_add(event, OP_NAMES[operation->op]);
  text_add(event, "\",");
}

static int emit_invocation(const Operation *operation, const EventSink *sink, Text *event) {
  add_head(event, operation, "invoke");
  text_add(event, "\"args\":");
  add_arguments(event, operation);
  return sink->event(sink->context, event);
}

static int emit_response(const Operation *operation, const Text *response, const EventSink *sink, Text *event) {
  static const char open[] = "{\"type\":\"open\"";
  int is_open = response->length >= sizeof open && bytes_equal(response->data, sizeof open - 1, open);
  add_head(event, operation, is_open ? "info" : "ok");
  text_add(event, "\"value\":");
  text_add(event, response->data);
  return sink->event(sink->context, event);
}

/* An operation that could not be done leaves no answer of the installer, only why. */
static void respond_failure(Text *response, const Text *problem) {
  text_clear(response);
  text_add(response, "{\"type\":\"open\",\"reason\":");
  json_add_bytes(response, problem->data, problem->length);
  text_add(response, "}");
}

int run_case(const Json *json, int object, double deadline, const EventSink *sink, Text *problem) {
  int processes = processes_of(json, object), steps = json_member(json, object, "steps");
  int outcome = CASE_ENDED;
  Text event = {0}, response = {0};
  if (!machine_reset(processes, problem)) outcome = CASE_FAILED;
  for (int step = json_first(json, steps); step >= 0 && outcome == CASE_ENDED; step = json_next(json, steps, step)) {
    Operation operation;
    if (!read_operation(json, step, processes, &operation, problem)) outcome = CASE_FAILED;
    else if (machine_allows(&operation)) {
      if (!emit_invocation(&operation, sink, &event)) outcome = CASE_UNWANTED;
      else if (!machine_perform(&operation, deadline, &response, problem)) {
        outcome = CASE_FAILED;
        respond_failure(&response, problem);
      }
      if (outcome != CASE_UNWANTED && !emit_response(&operation, &response, sink, &event)) outcome = CASE_UNWANTED;
    }
  }
  text_free(&event);
  text_free(&response);
  return outcome;
}

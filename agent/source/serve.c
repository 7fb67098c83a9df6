/* Longer than 250 lines: each request of a controller, one after the other. */
#include "serve.h"

#include "cases.h"
#include "lab.h"
#include "measure.h"
#include "system.h"

enum { EXIT_DONE = 0, EXIT_INCONCLUSIVE = 2 };
#define WAIT_MS 1000.0
/* So long may somebody say nothing who has not greeted yet. */
#define GREET_MS 10000.0
#define DEADLINE_MS 30000

/* One controller, from its coming to its going. */
typedef struct {
  Way *way;
  int known, open, leaving;
} Session;

static int send_error(Session *session, long long id, const char *type, const char *message) {
  Text answer = {0};
  text_add(&answer, "{\"id\":");
  text_add_number(&answer, id);
  text_add(&answer, ",\"type\":\"");
  text_add(&answer, type);
  text_add(&answer, "\",\"message\":");
  json_add_string(&answer, message);
  text_add(&answer, "}");
  int sent = session->way->send(session->way, &answer);
  text_free(&answer);
  return sent;
}

/* Compares all of it, whatever differs first. */
static int same_secret(const Text *left, const Text *right) {
  unsigned differs = left->length != right->length;
  for (size_t at = 0; at < left->length && at < right->length; at++) {
    differs |= (unsigned)(left->data[at] ^ right->data[at]);
  }
  return !differs && left->length > 0;
}

static int has_token(const Session *session, const Json *json) {
  Text wanted = {0}, given = {0};
  if (!session->way->needs_token) return 1;
  environment_value(L"MSICONFORM_TOKEN", &wanted);
  json_string(json, json_member(json, 0, "token"), &given);
  int same = same_secret(&wanted, &given);
  text_free(&wanted);
  text_free(&given);
  return same;
}

/* Why the greeting is refused, or nothing. */
static void refusal(const Session *session, const Json *json, Text *why) {
  long long revision = -1;
  if (!json_is(json, json_member(json, 0, "op"), "hello")) {
    text_add(why, "the first request must be hello");
  } else if (!has_token(session, json)) {
    text_add(why, "the token is not that of this agent");
  } else if (!json_integer(json, json_member(json, 0, "revision"), &revision) || revision != PROTOCOL_REVISION) {
    text_add(why, "the controller speaks revision ");
    text_add_number(why, revision);
    text_add(why, ", and this agent speaks revision ");
    text_add_number(why, PROTOCOL_REVISION);
  }
}

static int greet(Session *session, const Json *json, long long id) {
  Text problem = {0}, answer = {0};
  refusal(session, json, &problem);
  if (problem.length > 0) {
    send_error(session, id, "refused", problem.data);
    text_free(&problem);
    return 0;
  }
  session->known = 1;
  if (!session->open) session->open = machine_open(&problem) && machine_find_offers(&problem);
  if (!session->open) {
    machine_close();
    send_error(session, id, "refused", problem.data);
    text_free(&problem);
    return 0;
  }
  text_add(&answer, "{\"id\":");
  text_add_number(&answer, id);
  text_add(&answer, ",\"type\":\"hello\",\"identity\":");
  machine_add_identity(&answer);
  text_add(&answer, ",\"capabilities\":");
  machine_add_capabilities(&answer);
  text_add(&answer, ",\"notOffered\":");
  machine_add_not_offered(&answer);
  text_add(&answer, ",\"notes\":");
  machine_add_notes(&answer);
  text_add(&answer, ",\"measures\":true}");
  int sent = session->way->send(session->way, &answer);
  text_free(&answer);
  text_free(&problem);
  return sent;
}

static int keep_event(void *context, const Text *members) {
  Text *events = context;
  text_add(events, events->length > 0 ? ",{" : "{");
  text_add(events, members->data);
  text_add(events, "}");
  return 1;
}

static double deadline_of(const Json *json) {
  long long deadline = DEADLINE_MS;
  json_integer(json, json_member(json, 0, "deadline"), &deadline);
  return (double)deadline;
}

static int whole_case(Session *session, const Json *json, long long id) {
  Text events = {0}, problem = {0}, answer = {0};
  EventSink sink = {keep_event, &events};
  if (!case_is_whole(json, 0, &problem)) {
    int sent = send_error(session, id, "error", problem.data);
    text_free(&problem);
    return sent;
  }
  int outcome = run_case(json, 0, deadline_of(json), &sink, &problem);
  text_add(&answer, "{\"id\":");
  text_add_number(&answer, id);
  text_add(&answer, ",\"type\":\"case\",\"events\":[");
  if (events.length > 0) text_add(&answer, events.data);
  text_add(&answer, "]");
  if (outcome == CASE_FAILED) {
    text_add(&answer, ",\"failure\":");
    json_add_string(&answer, problem.length > 0 ? problem.data : "the machine could not be driven");
  }
  text_add(&answer, "}");
  int sent = session->way->send(session->way, &answer);
  text_free(&events);
  text_free(&problem);
  text_free(&answer);
  return sent;
}

static int one_operation(Session *session, const Json *json, long long id) {
  Operation operation;
  Text response = {0}, problem = {0}, answer = {0};
  int done = read_operation(json, 0, MOST_CLIENTS, &operation, &problem);
  if (done && !machine_allows(&operation)) {
    text_add(&problem, "this operation is not offered, or cannot be done where the client stands");
    done = 0;
  }
  done = done && machine_perform(&operation, deadline_of(json), &response, &problem);
  int sent;
  if (done) {
    text_add(&answer, "{\"id\":");
    text_add_number(&answer, id);
    text_add(&answer, ",\"type\":\"response\",\"value\":");
    text_add(&answer, response.data);
    text_add(&answer, "}");
    sent = session->way->send(session->way, &answer);
  } else {
    sent = send_error(session, id, "error", problem.data);
  }
  text_free(&response);
  text_free(&problem);
  text_free(&answer);
  return sent;
}

static int measurement(Session *session, const Json *json, long long id) {
  Text name = {0}, values = {0}, failed = {0}, answer = {0};
  text_clear(&name);
  json_string(json, json_member(json, 0, "name"), &name);
  double took = measure(name.data, &values, &failed);
  text_add(&answer, "{\"id\":");
  text_add_number(&answer, id);
  text_add(&answer, ",\"type\":\"measurement\",\"durationMs\":");
  text_add_number(&answer, (long long)took);
  text_add(&answer, failed.length > 0 ? ",\"failed\":" : ",\"values\":");
  if (failed.length > 0) json_add_string(&answer, failed.data);
  else text_add(&answer, values.data);
  text_add(&answer, "}");
  int sent = session->way->send(session->way, &answer);
  text_free(&name);
  text_free(&values);
  text_free(&failed);
  text_free(&answer);
  return sent;
}

static int plain_answer(Session *session, long long id, const char *type) {
  Text answer = {0};
  text_add(&answer, "{\"id\":");
  text_add_number(&answer, id);
  text_add(&answer, ",\"type\":\"");
  text_add(&answer, type);
  text_add(&answer, "\"}");
  int sent = session->way->send(session->way, &answer);
  text_free(&answer);
  return sent;
}

static int reset(Session *session, const Json *json, long long id) {
  long long processes = 0;
  Text problem = {0};
  json_integer(json, json_member(json, 0, "processes"), &processes);
  int whole = processes >= 1 && processes <= MOST_CLIENTS;
  if (!whole) text_add(&problem, "a reset needs \"processes\" from 1 to 8");
  int sent = whole && machine_reset((int)processes, &problem) ? plain_answer(session, id, "ready")
                                                               : send_error(session, id, "error", problem.data);
  text_free(&problem);
  return sent;
}

/* Answers a request. 0 when the controller is not wanted any more, or gone. */
static int serve_request(Session *session, const Text *message) {
  Json json = {0};
  long long id = 0;
  int goes_on;
  if (!json_read(&json, message->data, message->length) || json.values[0].kind != JSON_OBJECT) {
    json_free(&json);
    return send_error(session, 0, "error", "a message came that is no JSON object") && session->known;
  }
  json_integer(&json, json_member(&json, 0, "id"), &id);
  int op = json_member(&json, 0, "op");
  /* The process that looks is there for measurements alone. */
  if (!json_is(&json, op, "measure") && !json_is(&json, op, "ping")) lab_end();
  if (!session->known || json_is(&json, op, "hello")) goes_on = greet(session, &json, id);
  else if (json_is(&json, op, "case")) goes_on = whole_case(session, &json, id);
  else if (json_is(&json, op, "reset")) goes_on = reset(session, &json, id);
  else if (json_is(&json, op, "measure")) goes_on = measurement(session, &json, id);
  else if (json_is(&json, op, "ping")) goes_on = plain_answer(session, id, "pong");
  else if (json_is(&json, op, "bye")) {
    if (session->open) machine_close();
    session->open = 0;
    session->leaving = 1;
    plain_answer(session, id, "bye");
    goes_on = 0;
  } else {
    goes_on = one_operation(session, &json, id);
  }
  json_free(&json);
  return goes_on;
}

static void announce(Way *way) {
  Text line = {0};
  text_add(&line, "{\"type\":\"agent\",\"agent\":");
  add_announcement(&line);
  text_add(&line, "}");
  way->send(way, &line);
  text_free(&line);
}

/* Serves one controller. Returns whether it said bye. */
static int serve_one(Way *way) {
  Session session = {way, 0, 0, 0};
  Text message = {0};
  double heard = now();
  if (way->greets) announce(way);
  for (;;) {
    int came = way->receive(way, &message, WAIT_MS);
    double patience = !session.known && way->idle > GREET_MS ? GREET_MS : way->idle;
    if (came < 0 || (came == 0 && way->idle > 0 && now() - heard > patience)) break;
    if (came == 0) continue;
    if (!serve_request(&session, &message)) break;
    heard = now();
  }
  lab_end();
  if (session.open) machine_close();
  text_free(&message);
  return session.leaving;
}

int serve_main(Way *way) {
  Text problem = {0};
  SetConsoleCtrlHandler(NULL, TRUE);
  do {
    if (!way->meet(way, &problem)) {
      complain(problem.data);
      text_free(&problem);
      return EXIT_INCONCLUSIVE;
    }
    serve_one(way);
    way->part(way);
  } while (way->again);
  return EXIT_DONE;
}

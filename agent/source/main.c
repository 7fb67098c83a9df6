/* Where the program begins: there is no C runtime before it. */
#include "plan.h"
#include "raw.h"
#include "serve.h"
#include "system.h"
#include "worker.h"

#define MOST_ARGUMENTS 16

typedef struct {
  int count;
  char *values[MOST_ARGUMENTS];
} Arguments;

/* Cuts the command line into words. Quotes keep blanks; there are no escapes, for no argument of ours needs one. */
static void read_arguments(Arguments *arguments) {
  const WCHAR *line = GetCommandLineW();
  while (arguments->count < MOST_ARGUMENTS) {
    Text word = {0};
    int quoted = 0;
    while (*line == ' ' || *line == '\t') line++;
    if (*line == 0) return;
    text_clear(&word);
    for (; *line != 0 && (quoted || (*line != ' ' && *line != '\t')); line++) {
      if (*line == '"') quoted = !quoted;
      else if (*line >= 0xd800 && *line < 0xdc00 && line[1] != 0) text_add_wide_length(&word, line++, 2);
      else text_add_wide_length(&word, line, 1);
    }
    arguments->values[arguments->count++] = word.data;
  }
}

static const char *argument(const Arguments *arguments, int place) {
  return place < arguments->count ? arguments->values[place] : "";
}

static int has_argument(const Arguments *arguments, const char *word) {
  for (int place = 2; place < arguments->count; place++) {
    if (string_equals(arguments->values[place], word)) return 1;
  }
  return 0;
}

/* The way that the words name; NULL with a `problem`. */
static Way *way_of(const char *role, const char *where, Text *problem) {
  Text token = {0};
  if (string_equals(role, "serve")) return way_stdio();
  if (where[0] == 0) {
    text_add(problem, role);
    text_add(problem, " needs a place: say dial HOST:PORT, listen ADDRESS:PORT, or serial PORT");
    return NULL;
  }
  if (string_equals(role, "serial")) return way_serial(where, problem);
  int known = environment_value(L"MSICONFORM_TOKEN", &token);
  text_free(&token);
  if (!known) {
    text_add(problem, "TCP needs a secret that both sides know: set the variable MSICONFORM_TOKEN");
    return NULL;
  }
  return string_equals(role, "dial") ? way_dial(where, problem) : way_listen(where, problem);
}

static int is_way(const char *role) {
  return string_equals(role, "serve") || string_equals(role, "serial") || string_equals(role, "dial") ||
         string_equals(role, "listen");
}

static int serve(const char *role, const char *where) {
  Text problem = {0};
  Way *way = way_of(role, where, &problem);
  if (way != NULL) return serve_main(way);
  complain(problem.data);
  return 254;
}

static int run(const Arguments *arguments) {
  const char *role = argument(arguments, 1);
  if (string_equals(role, "worker")) return worker_main(string_equals(argument(arguments, 2), "guarded"));
  if (string_equals(role, "") || string_equals(role, "plan")) {
    return plan_main(has_argument(arguments, "--name"), has_argument(arguments, "--unelevated"));
  }
  if (string_equals(role, "administrator")) return is_administrator() ? 0 : 1;
  if (is_way(role)) return serve(role, argument(arguments, 2));
  complain("say what to be: plan [--name] [--unelevated], administrator, serve, dial HOST:PORT, listen ADDRESS:PORT, serial PORT, or worker");
  return 254;
}

void start(void) {
  Arguments arguments = {0};
  read_arguments(&arguments);
  ExitProcess((UINT)run(&arguments));
}

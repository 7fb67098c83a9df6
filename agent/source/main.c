/* Where the program begins: there is no C runtime before it. */
#include "plan.h"
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

static int run(const Arguments *arguments) {
  const char *role = argument(arguments, 1);
  if (string_equals(role, "worker")) return worker_main(string_equals(argument(arguments, 2), "guarded"));
  if (string_equals(role, "") || string_equals(role, "plan")) return plan_main(string_equals(argument(arguments, 2), "--name"));
  complain("say what to be: plan, or worker");
  return 254;
}

void start(void) {
  Arguments arguments = {0};
  read_arguments(&arguments);
  ExitProcess((UINT)run(&arguments));
}

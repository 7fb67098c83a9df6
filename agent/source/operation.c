#include "operation.h"

#include "tables.h"

const char *const OP_NAMES[OPS] = {"start", "advance", "call", "cancel", "kill", "probe", "service", "events"};
const char *const LEVEL_NAMES[LEVELS] = {"none", "basic", "reduced", "full"};
const char *const API_NAMES[APIS] = {
    "MsiInstallProduct", "MsiConfigureProduct", "MsiReinstallProduct", "MsiConfigureFeature",
    "MsiApplyPatch",     "MsiAdvertiseProduct", "MsiGetProductInfo",   "MsiOpenPackage",
};

static int word_at(const Json *json, int object, const char *name, const char *const *words, int count, int *found) {
  int value = json_member(json, object, name);
  for (int each = 0; each < count; each++) {
    if (!json_is(json, value, words[each])) continue;
    *found = each;
    return 1;
  }
  return 0;
}

int read_operation(const Json *json, int object, int processes, Operation *operation, Text *problem) {
  long long process = -1;
  *operation = (Operation){0};
  if (!word_at(json, object, "op", OP_NAMES, OPS, &operation->op)) {
    text_add(problem, "a step has no \"op\" that this agent knows");
    return 0;
  }
  int least = is_observation(operation->op) ? 0 : 1, most = is_observation(operation->op) ? 0 : processes;
  if (!json_integer(json, json_member(json, object, "process"), &process) || process < least || process > most) {
    text_add(problem, "a step is of a \"process\" that there is not");
    return 0;
  }
  operation->process = (int)process;
  int whole = 1;
  if (operation->op == OP_START) {
    whole = word_at(json, object, "action", ACTION_NAMES, ACTIONS, &operation->action) &&
            word_at(json, object, "ui", LEVEL_NAMES, LEVELS, &operation->level);
  }
  if (operation->op == OP_CALL) whole = word_at(json, object, "api", API_NAMES, APIS, &operation->api);
  if (!whole) text_add(problem, "a step names an action, a UI level or a function that this agent does not know");
  return whole;
}

void add_arguments(Text *text, const Operation *operation) {
  text_add(text, "{");
  if (operation->op == OP_START) {
    text_add(text, "\"action\":\"");
    text_add(text, ACTION_NAMES[operation->action]);
    text_add(text, "\",\"ui\":\"");
    text_add(text, LEVEL_NAMES[operation->level]);
    text_add(text, "\"");
  } else if (operation->op == OP_CALL) {
    text_add(text, "\"api\":\"");
    text_add(text, API_NAMES[operation->api]);
    text_add(text, "\"");
  }
  text_add(text, "}");
}

#include "tables.h"

#include <string.h>

const char *const TABLE_NAMES[TABLES] = {
    "InstallUISequence", "AdminUISequence", "InstallExecuteSequence", "AdminExecuteSequence", "AdvtExecuteSequence",
};
const char *const ACTION_NAMES[ACTIONS] = {"INSTALL", "ADMIN", "ADVERTISE"};
/* Execute stands where ExecuteAction stands, when the agent itself runs the execute table from there. */
const char *const MARK_NAMES[MARKS] = {"Enter", "Leave", "Execute"};

int execute_table_of(int action) { return INSTALL_EXECUTE + action; }

int ui_table_of(int action) { return action == ACTION_ADVERTISE ? NO_TABLE : INSTALL_UI + action; }

static int place_of(const char *name, const char *const *names, int count) {
  for (int each = 0; each < count; each++) {
    if (string_equals(name, names[each])) return each;
  }
  return -1;
}

int action_named(const char *name) { return place_of(name, ACTION_NAMES, ACTIONS); }

int table_named(const char *name) { return place_of(name, TABLE_NAMES, TABLES); }

int marked_table(int mark, const char *action) {
  size_t length = string_length(MARK_NAMES[mark]);
  for (size_t each = 0; each < length; each++) {
    if (action[each] != MARK_NAMES[mark][each]) return NO_TABLE;
  }
  return table_named(action + length);
}

static int is_letter(char character) {
  return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
}

int has_word(const char *text, const char *word) {
  size_t length = string_length(word), all = string_length(text);
  for (size_t at = 0; at + length <= all; at++) {
    if (memcmp(text + at, word, length) != 0) continue;
    if ((at == 0 || !is_letter(text[at - 1])) && !is_letter(text[at + length])) return 1;
  }
  return 0;
}

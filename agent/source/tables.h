/* Microsoft's names of actions and sequence tables, and our markers in the tables. */
#ifndef AGENT_TABLES_H
#define AGENT_TABLES_H

#include "win.h"

enum { INSTALL_UI, ADMIN_UI, INSTALL_EXECUTE, ADMIN_EXECUTE, ADVERTISE_EXECUTE, TABLES, NO_TABLE = -1 };
enum { ACTION_INSTALL, ACTION_ADMIN, ACTION_ADVERTISE, ACTIONS, NO_ACTION = -1 };

extern const char *const TABLE_NAMES[TABLES];
extern const char *const ACTION_NAMES[ACTIONS];

static inline int is_ui_table(int table) { return table == INSTALL_UI || table == ADMIN_UI; }

/* The table that a top-level action processes last; the UI table that it begins with, or NO_TABLE. */
int execute_table_of(int action);
int ui_table_of(int action);
int action_named(const char *name);
int table_named(const char *name);

/* The markers: custom actions that tell, through ACTIONSTART, which table is being processed. */
enum { MARK_ENTER, MARK_LEAVE, MARK_EXECUTE, MARKS };
extern const char *const MARK_NAMES[MARKS];

/* The table whose marker of this kind the action is, or NO_TABLE. */
int marked_table(int mark, const char *action);
/* Whether the text has this name in it as a word of its own; for messages that come as a text in any language. */
int has_word(const char *text, const char *word);

/* Property that chooses the marker instead of ExecuteAction. */
#define BY_SEQUENCE "MSICONFORM_BYSEQUENCE"
#define FEATURE "Only"

#endif

/* A client process of the installer: calls msi.dll and is held inside its external user interface. */
#ifndef AGENT_CLIENT_H
#define AGENT_CLIENT_H

#include "json.h"

enum { UI_NONE = 2 };

/* Carries out `start` and sends its answers; returns when the call has returned. */
void client_start(const Json *command, long long id);
/* Carries out `call` and sends its answer. */
void client_call(const Json *command, long long id);
/* The user interface of calls that are no test: no handler, no dialog. */
void client_quiet(void);
/* Carries out any command that comes while a call is held; worker.c has it. */
void worker_carry_out(const Json *command, long long id);
/* What Wine calls itself, or NULL on Windows. */
const char *wine_version(void);

#endif

/* What machine this is, and what the agent says of itself. */
#ifndef AGENT_SYSTEM_H
#define AGENT_SYSTEM_H

#include "win.h"

/* What the agent and its controller say to each other. Both must have the same. */
#define PROTOCOL_REVISION 2
#define AGENT_VERSION "0.1.0"

/* SHA-256 of the sources, from the build. */
#ifndef AGENT_BUILD
#define AGENT_BUILD "unknown"
#endif

typedef struct {
  /* What Wine calls itself, like 8.0; NULL on Windows. */
  const char *wine;
  unsigned long major, minor, build;
  /* Like "Service Pack 3"; empty where there is none. */
  char service_pack[128];
  /* What ReactOS puts behind it, like "ReactOS 0.4.15"; empty elsewhere. */
  char reactos[128];
} SystemFacts;

const SystemFacts *system_facts(void);
/* `[4,5,6001]`; what is known once msi.dll is loaded. */
void add_msi_version(Text *text);
/* The agent's version, protocol revision and build, and the version of Windows, as a JSON object. */
void add_announcement(Text *text);
/* Writes a sentence to standard error. */
void complain(const char *sentence);

#endif

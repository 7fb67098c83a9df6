/* A kit: runs the plan that lies beside the program and leaves one file. */
#ifndef AGENT_PLAN_H
#define AGENT_PLAN_H

/* Runs the plan. `named` puts the name of the computer into that of the file. Returns the exit code. */
int plan_main(int named, int unelevated);

#endif

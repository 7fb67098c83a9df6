/* A worker process: speaks the worker protocol (adapters/driver/protocol.ts) over standard input and output. */
#ifndef AGENT_WORKER_H
#define AGENT_WORKER_H

/* Serves until the controller is gone. */
int worker_main(int guarded);

#endif

/* Measures what no public source tells of Windows. The values are the raw answers; nothing of them is judged. */
#ifndef AGENT_MEASURE_H
#define AGENT_MEASURE_H

#include "journal.h"

/*
 * Makes a measurement, unless the journal has it already, and writes it there: its values, or why there are none. It
 * ends no run, whatever comes of it. The names are those of adapters/driver/measure.
 */
void measure(const char *name, Journal *journal);

#endif

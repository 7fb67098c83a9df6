/* Measures what no public source tells of Windows. The values are the raw answers; nothing of them is judged. */
#ifndef AGENT_MEASURE_H
#define AGENT_MEASURE_H

#include "text.h"

/*
 * Makes a measurement: adds its values, a JSON object, or to `failed` why there are none. Returns the milliseconds that
 * it took. It ends no run, whatever comes of it. The names are those of adapters/driver/measure.
 */
double measure(const char *name, Text *values, Text *failed);

#endif

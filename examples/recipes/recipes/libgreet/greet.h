#ifndef GREET_H
#define GREET_H

/* Writes a greeting to `name` on standard output. */
void greet(const char *name);

#endif

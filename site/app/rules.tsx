/** The script of rules.html. */
export {};

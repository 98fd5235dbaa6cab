/** How many values at fault are told at once: no answer is longer than a person reads. */
export const mostFaults = 200;

/** For how long a file can be named by a submission or among supplied documents; then it is removed. */
export const unclaimedDays = 30;

/** Since the day on which it could be claimed last, so that nobody is about to. */
export const removedAfterDays = unclaimedDays + 1;

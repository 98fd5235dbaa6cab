/** For how long a file can be named by a submission or among supplied documents; then it is removed. */
export const unclaimedDays = 30;

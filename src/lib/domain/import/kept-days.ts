/** What was uploaded is deleted after so many days. */
export const KEPT_DAYS = 30;

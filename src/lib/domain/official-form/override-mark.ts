/** Stands behind a score that was entered against what was measured. */
export const overrideMark = '※';

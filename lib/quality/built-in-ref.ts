/** Instead of the id of a rule set: the rules that are judged by where none are named. */
export const BUILT_IN = 'built-in';

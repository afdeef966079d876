export type { Among } from './among';
export { type Answer, answerOf, isSameAnswer } from './answer';
export { compareTraffic } from './compare';
export type { Chance, Comparison, Difference, Undecided } from './comparison';
export { fateOf } from './fate';
export { inOrder } from './pairing';
export { type Seats, wayOf } from './region';
export { type RequestSet } from './request-set';

export { type Budget, budget } from './budget';
export { type Answer, type Formula, satisfy } from './satisfy';
export { type Automaton, wordsAutomaton } from './automaton';
export { regexpAutomaton } from './regexp-automaton';
export { type Cell, type Condition, cellsOf, findText } from './search';
export { type Meetings, meetingsOf } from './meetings';
export { universeOf } from './universe';

export { shownRequest } from './shown-request';
export { findings } from './findings';

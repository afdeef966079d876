export { type FindingsOptions, findings } from './findings';
export { shownRequest } from './shown-request';

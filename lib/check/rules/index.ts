export { type FindingsOptions, findings } from './findings';
export { advisoryReport } from './advisories';
export { shownRequest } from './shown-request';

export { type FindingsOptions, findings } from './findings';
export { advisoryReport } from './advisories';
export { placeOf } from './placing';
export { shownRequest } from './shown-request';

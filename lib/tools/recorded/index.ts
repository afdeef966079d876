export { type RecordedRequest, readRecorded, readRequests } from './read';
export { verificationText } from './text';
export { type RecordedDifference, type Verification, verify } from './verify';

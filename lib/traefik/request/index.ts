export { splitHostPort } from './address';
export {
  type GoUrl,
  cleaned,
  escapedPath,
  parseRequestUri,
  pathClean,
  pathEscape,
  pathUnescape,
  percent,
  queryEscape,
  requestUri,
} from './go-url';
export {
  type Headers,
  addHeader,
  contentLength,
  deleteHeader,
  getHeader,
  hasToken,
  setHeader,
} from './headers';
export { type Location, formatLocation, parseLocation } from './location';
export {
  type Backend,
  type Outcome,
  type Report,
  type Share,
  type MiddlewareSurroundings,
  answer,
  changed,
  undecided,
  withHeaders,
} from './outcome';
export { curlLine } from './curl';
export { type Response, type TrafficRequest, copyRequest, setUrl } from './request';
export { TooLarge, headSize, maximalHead } from './size';

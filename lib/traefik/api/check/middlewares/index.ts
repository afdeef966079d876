export { middlewareFindings } from './http';
export { middlewareTCPFindings } from './tcp';

import { type Outcome, answer, getHeader } from '../../../request';
import { fromBytes, toBytes } from '../../../rule';
import { strings, struct } from '../../read';
import { middlewareKind } from '../kind';

/** Translates gRPC-Web into gRPC, and answers its CORS preflights. */
export const grpcWeb = middlewareKind(struct({ allowOrigins: strings }), {
  handle: (request, { allowOrigins = [] }, next, report) => {
    const { headers, method } = request;
    const asked = getHeader(headers, 'Access-Control-Request-Headers');
    const wanted = getHeader(headers, 'Access-Control-Request-Method');
    const isPreflight = method === 'OPTIONS' && asked.toLowerCase().includes('x-grpc-web');
    if (isPreflight && wanted !== '') {
      report.change('answers the CORS preflight');
      return preflight(getHeader(headers, 'Origin'), wanted.toUpperCase(), asked, allowOrigins);
    }
    const type = getHeader(headers, 'Content-Type');
    if (isPreflight || (method === 'POST' && type.startsWith('application/grpc-web'))) {
      const web = type.startsWith('application/grpc-web-text')
        ? 'application/grpc-web-text'
        : 'application/grpc-web';
      headers.set('Content-Type', [type.replace(web, 'application/grpc')]);
      headers.delete('Content-Length');
      report.change('translates gRPC-Web to gRPC');
    }
    return next();
  },
});

function preflight(origin: string, method: string, asked: string, allowOrigins: readonly string[]): Outcome {
  const isAllowed = allowOrigins.some((allowed) => allowed === '*' || toBytes(allowed) === origin);
  if (origin === '' || !isAllowed || !['GET', 'POST', 'HEAD', 'OPTIONS'].includes(method)) return answer(200);
  return answer(200, {
    'Access-Control-Allow-Origin': fromBytes(origin),
    'Access-Control-Allow-Methods': method,
    'Access-Control-Allow-Headers': fromBytes(asked),
    'Access-Control-Allow-Credentials': 'true',
  });
}

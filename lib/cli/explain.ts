import { isIP } from 'node:net';
import { readText } from '../core/file';
import { readRequests } from '../tools/recorded';
import { type RequestLine, type TrafficModel, explanationText, formatJson } from '../traefik/model';
import { meant, oneOf, parseArguments } from './arguments';
import { type Command, type Surroundings, UsageError } from './command';
import { dataText } from './data-output';
import { inputHelp, inputOptions, readInput } from './inputs';
import { brokenText } from './routes-text';
import { runsAsWritten } from './strict';

export const command: Command = {
  usage:
    "[METHOD] URL -f PATH… | --env NAME | --compose FILE… [-H 'Name: value']… [--client-ip IP] [--entry-point NAME] [--sni NAME] [--alpn PROTO]… [--strict] [-o text|json|yaml]",
  help: [
    '  URL                  http, https (TLS), tcp, tls (TCP with TLS) or udp; sent as it is written',
    "  -H, --header 'N: v'  a header of the request; repeatable",
    '  --client-ip IP       address of the client (default: 192.0.2.1)',
    "  --entry-point NAME   entry point that takes it (default: the one exposed at the URL's port)",
    "  --sni NAME           TLS server name, '' for none (default: the URL's host)",
    '  --alpn PROTO         protocol that the TLS client offers; repeatable',
    '  --requests FILE      one request a line as JSON, one result a line; - for standard input. Needs -o json',
    '  --strict             exit 1 where anything of the objects is dropped, disabled or not read, or Traefik warns',
    inputHelp,
    '  -o, --output         text, json or yaml (default: text)',
  ].join('\n'),
  run(args, surroundings) {
    const { out, standardInput } = surroundings;
    const { values, positionals } = parseArguments({
      args,
      allowPositionals: true,
      options: {
        ...inputOptions,
        header: { type: 'string', short: 'H', multiple: true },
        'client-ip': { type: 'string' },
        'entry-point': { type: 'string' },
        sni: { type: 'string' },
        alpn: { type: 'string', multiple: true },
        requests: { type: 'string' },
        strict: { type: 'boolean', default: false },
        output: { type: 'string', short: 'o', default: 'text' },
      },
    });
    const format = oneOf('--output', values.output, ['text', 'json', 'yaml']);
    const batch = values.requests;
    if (batch !== undefined && format !== 'json') throw new UsageError('--requests needs -o json');
    if (batch !== undefined && positionals.length > 0)
      throw new UsageError('name a URL or --requests, not both');
    if (batch === '-' && values.filename?.includes('-'))
      throw new UsageError('standard input can be only one of -f and --requests');
    const single = batch === undefined ? requestOf(positionals, values) : undefined;
    const { model, objects } = readInput(values, surroundings);
    const code = values.strict ? strictCode(model, surroundings) : 0;
    if (single) {
      if (objects.length === 0)
        throw new UsageError('there is nothing to explain: name objects with -f or --env');
      checkEntryPoint(model, single);
      const found = model.exactExplanation(single);
      out(format === 'text' ? explanationText(found) : dataText(found, format));
      return code;
    }
    const text = batch === '-' ? standardInput() : readText(batch ?? '');
    for (const { request } of readRequests(text, batch === '-' ? '<standard input>' : (batch ?? ''))) {
      out(`${formatJson(model.exactExplanation(request), 0)}\n`);
    }
    return code;
  },
};

/** Says what does not run as it was written, wherever it is in the objects. */
function strictCode(model: TrafficModel, { err }: Surroundings): number {
  const routes = model.exactRoutes();
  const routers = model.listedRouters();
  if (runsAsWritten(routers, routes)) return 0;
  err(brokenText({ routers, routes }));
  return 1;
}

/** @throws UsageError where the request names an entry point that there is not */
function checkEntryPoint(model: TrafficModel, { entryPoint }: RequestLine): void {
  const known = model.entryPoints();
  if (entryPoint === undefined || known.includes(entryPoint)) return;
  throw new UsageError(
    `there is no entry point "${entryPoint}": ${meant(entryPoint, known, `there are ${known.join(', ')}`)}`,
  );
}

interface RequestOptions {
  readonly header?: readonly string[];
  readonly 'client-ip'?: string;
  readonly 'entry-point'?: string;
  readonly sni?: string;
  readonly alpn?: readonly string[];
}

function requestOf(positionals: readonly string[], options: RequestOptions): RequestLine {
  const [first, second, ...rest] = positionals;
  if (first === undefined || rest.length > 0) throw new UsageError('name one URL, and its method before it');
  const [method, url] = second === undefined ? [undefined, first] : [first, second];
  if (method?.includes('://')) throw new UsageError(`name one URL: "${method}" stands where its method does`);
  checkUrl(url);
  const clientIp = options['client-ip'];
  if (clientIp !== undefined && isIP(clientIp) === 0)
    throw new UsageError(`--client-ip takes an IP address, not "${clientIp}"`);
  return {
    ...(method !== undefined && { method }),
    url,
    ...(options.header && { headers: headersOf(options.header) }),
    ...(clientIp !== undefined && { clientIp }),
    ...(options['entry-point'] !== undefined && { entryPoint: options['entry-point'] }),
    ...(options.sni !== undefined && { sni: options.sni }),
    ...(options.alpn && { alpn: options.alpn }),
  };
}

const schemes = ['http', 'https', 'tcp', 'tls', 'udp'];

/** @throws UsageError where it is no URL that can be asked about */
function checkUrl(url: string): void {
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(url)?.[1];
  if (scheme === undefined)
    throw new UsageError(`"${url}" has no scheme: write https://${url} or http://${url}`);
  if (!schemes.includes(scheme.toLowerCase())) {
    throw new UsageError(`a URL begins with ${schemes.join('://, ')}://, not with ${scheme}://`);
  }
}

function headersOf(lines: readonly string[]): Record<string, string[]> {
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon <= 0) throw new UsageError(`--header takes 'Name: value', not "${line}"`);
    const name = line.slice(0, colon).trim();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  return Object.fromEntries(headers);
}

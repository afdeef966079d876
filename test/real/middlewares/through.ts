import type { ApiObject, Chart } from 'cdk8s';
import {
  IngressRoute,
  type InlineMiddleware,
  type InlineMiddlewareKinds,
} from '../../../lib/constructs/routing';
import { TLSOption } from '../../../lib/constructs/tls';
import { type Answer, type Backend, type RequestOptions, Stage, type StageOptions } from '../support';
import { service } from '../support/objects';
import { synthesized } from '../support/synthesized';

export type MiddlewareKind = keyof InlineMiddlewareKinds;

/** What is there before the middleware is made. */
export interface Setting {
  /** A second Service, for middlewares that go somewhere else. */
  readonly other: ApiObject;
  /** `host:port` of a server that no Service leads to. */
  readonly address: string;
}

/** A middleware, or what makes it and the objects that it needs. */
export type Made = InlineMiddleware | ((chart: Chart, setting: Setting) => InlineMiddleware);

/** The way through a middleware to the server behind. */
export interface Through {
  readonly stage: Stage;
  readonly host: string;
  readonly backend: Backend;
  readonly other: Backend;
  readonly server: Backend;
  readonly get: (target: string, options?: RequestOptions) => Promise<Answer>;
  readonly getSecure: (target: string, options?: RequestOptions) => Promise<Answer>;
  readonly post: (target: string, options: RequestOptions) => Promise<Answer>;
}

/** A Traefik in front of which each middleware gets a host and two Services of its own. */
export class Gallery {
  readonly shown = new Set<MiddlewareKind>();

  static async open(options?: StageOptions): Promise<Gallery> {
    const stage = await Stage.open(options);
    return new Gallery(stage, await stage.box.server({ tcp: [8080] }));
  }

  private constructor(
    readonly stage: Stage,
    private readonly server: Backend,
  ) {}

  /** Puts a middleware before a server, by our constructs; Traefik must run with it and complain of nothing. */
  async through(
    kind: MiddlewareKind,
    made: Made,
    { scheme }: { readonly scheme?: 'h2c' } = {},
  ): Promise<Through> {
    const { stage, server } = this;
    const name = kind.toLowerCase();
    const host = `${name}.example`;
    this.shown.add(kind);
    await stage.apply(
      synthesized((chart) => {
        const setting = { other: service(chart, `${name}-other`), address: `${server.address}:8080` };
        const middleware = typeof made === 'function' ? made(chart, setting) : made;
        const target = service(chart, name);
        const services = [scheme ? { service: target, scheme } : target];
        const routes = [{ match: `Host(\`${host}\`)`, middlewares: [middleware], services }];
        const options = new TLSOption(chart, 'asking', {
          clientAuth: { clientAuthType: 'RequestClientCert' },
        });
        new IngressRoute(chart, name, { entryPoints: ['web'], routes });
        new IngressRoute(chart, `${name}-secure`, { entryPoints: ['websecure'], routes, tls: { options } });
      }),
    );
    const complaints = [...(await stage.traefik.apiErrors()), ...(await stage.traefik.dropped())];
    if (complaints.length > 0) throw new Error(`Traefik complains: ${JSON.stringify(complaints)}`);
    return {
      stage,
      host,
      backend: stage.backend(name),
      other: stage.backend(`${name}-other`),
      server,
      get: (target, options) => stage.request(`GET http://${host}${target}`, options),
      getSecure: (target, options) => stage.request(`GET https://${host}${target}`, options),
      post: (target, options) => stage.request(`POST http://${host}${target}`, options),
    };
  }
}

/** A request header as the server saw it. */
export function seenHeader(answer: Answer, name: string): string | undefined {
  return answer.seen?.headers?.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

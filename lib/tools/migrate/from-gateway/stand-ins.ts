import { asList, own } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import type { ApiObjectData, ReadObject } from '../../../core/manifest';
import { type EntryPoint, controllerName, selfSigned } from '../../../traefik/model';
import type { MigrationCode } from '../catalogue';
import { findRead, namespaceOf, textAt, withoutPlace } from '../read';
import { type GatewayNote, gatewayApi, isGatewayRoute, isOfGatewayApi } from './scene';

/** Objects that are taken to be there, since others name them, and what is told of that. */
export interface StandIns {
  /** What is not needed once the routes are IngressRoutes. */
  readonly before: readonly ReadObject[];
  /** What has to be there afterwards too. */
  readonly lasting: readonly ReadObject[];
  readonly notes: readonly GatewayNote[];
}

/** What routes of the Gateway API name, and what is not among the objects: classes, Gateways, Secrets, Services. */
export function standInsFor(objects: readonly ReadObject[], entryPoints: readonly EntryPoint[]): StandIns {
  const found = new Finder(objects);
  const routes = objects.filter(({ object }) => isGatewayRoute(object));
  for (const { object } of routes) {
    for (const [index, parent] of asList(own(object['spec'], 'parentRefs')).entries()) {
      found.gateway(object, parent, ['spec', 'parentRefs', index], entryPoints);
    }
    for (const [index, rule] of asList(own(object['spec'], 'rules')).entries()) {
      for (const [at, ref] of asList(own(rule, 'backendRefs')).entries())
        found.service(object, ref, ['spec', 'rules', index, 'backendRefs', at]);
    }
  }
  for (const { object } of objects) {
    if (!isOfGatewayApi(object) || object.kind !== 'Gateway') continue;
    found.gatewayClass(object);
    for (const [index, listener] of asList(own(object['spec'], 'listeners')).entries()) {
      const hostname = textAt(listener, 'hostname');
      for (const [at, ref] of asList(own(own(listener, 'tls'), 'certificateRefs')).entries()) {
        const place = ['spec', 'listeners', index, 'tls', 'certificateRefs', at];
        found.secret(object, ref, place, hostname === '' ? [] : [hostname]);
      }
    }
  }
  return found;
}

class Finder implements StandIns {
  readonly before: ReadObject[] = [];
  readonly lasting: ReadObject[] = [];
  readonly notes: GatewayNote[] = [];

  constructor(private readonly objects: readonly ReadObject[]) {}

  /** A Gateway that has what a route asks for: on the first entry point without TLS, and on the first with it. */
  gateway(route: ApiObjectData, parent: unknown, at: FieldPath, entryPoints: readonly EntryPoint[]): void {
    if (!['', 'Gateway'].includes(textAt(parent, 'kind'))) return;
    const namespace = textAt(parent, 'namespace') || namespaceOf(route);
    const name = textAt(parent, 'name');
    if (findRead(this.objects, 'Gateway', namespace, name)) return;
    this.note(route, at, 'MG405');
    const isSecure = ({ file, port }: EntryPoint): boolean =>
      file.http?.tls !== undefined || port === 443 || port === 8443;
    const plain = entryPoints.find((entryPoint) => !isSecure(entryPoint));
    const secure = entryPoints.find(isSecure);
    const wanted = textAt(parent, 'sectionName');
    const isPlain = wanted === '' || !/https|tls|secure/i.test(wanted);
    const allowedRoutes = { namespaces: { from: 'All' } };
    const certificate = `${name}-stand-in`;
    const tls = { certificateRefs: [{ name: certificate }] };
    const listener = (protocol: string, { port }: EntryPoint, more: object = {}): object => ({
      name: wanted || protocol.toLowerCase(),
      protocol,
      port,
      allowedRoutes,
      ...more,
    });
    const isStream = route.kind === 'TLSRoute';
    const listeners = [
      ...(plain && isPlain && !isStream ? [listener('HTTP', plain)] : []),
      ...(secure && (wanted === '' || !isPlain) && !isStream ? [listener('HTTPS', secure, { tls })] : []),
      ...(secure && isStream ? [listener('TLS', secure, { tls: { mode: 'Passthrough' } })] : []),
    ];
    const known = findRead(this.before, 'Gateway', namespace, name);
    const spec = { gatewayClassName: this.traefikClass(), listeners };
    if (known) {
      const listed = asList(own(known.object['spec'], 'listeners'));
      const names = new Set(listed.map((one) => textAt(one, 'name')));
      const more = listeners.filter((one) => !names.has(textAt(one, 'name')));
      const object = { ...known.object, spec: { ...spec, listeners: [...listed, ...more] } };
      this.before.splice(this.before.indexOf(known), 1, { ...known, object });
      return;
    }
    this.put(this.before, { apiVersion: gatewayApi, kind: 'Gateway', metadata: { name, namespace }, spec });
    this.put(this.before, standInSecret(namespace, certificate, ['stand-in.invalid']));
  }

  gatewayClass(gateway: ApiObjectData): void {
    const name = textAt(gateway['spec'], 'gatewayClassName');
    const isThere = [...this.objects, ...this.before].some(
      ({ object }) => object.kind === 'GatewayClass' && object.metadata.name === name,
    );
    if (isThere || !name.includes('traefik')) return;
    this.note(gateway, ['spec', 'gatewayClassName'], 'MG405');
    this.put(this.before, classNamed(name));
  }

  service(route: ApiObjectData, ref: unknown, at: FieldPath): void {
    const port = own(ref, 'port');
    const isService = ['', 'Service'].includes(textAt(ref, 'kind')) && textAt(ref, 'group') === '';
    if (!isService || typeof port !== 'number') return;
    const namespace = textAt(ref, 'namespace') || namespaceOf(route);
    const name = textAt(ref, 'name');
    if (findRead(this.objects, 'Service', namespace, name)) return;
    this.note(route, at, 'MG407');
    const known = findRead(this.lasting, 'Service', namespace, name);
    const ports = [
      ...new Set([...asList(own(known?.object['spec'], 'ports')).map((one) => own(one, 'port')), port]),
    ];
    const named = ports.map((number) => ({ name: `port-${Number(number)}`, port: number }));
    const spec = { ports: ports.length === 1 ? [{ port }] : named };
    if (known) this.lasting.splice(this.lasting.indexOf(known), 1);
    this.put(this.lasting, { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec });
  }

  secret(gateway: ApiObjectData, ref: unknown, at: FieldPath, hosts: readonly string[]): void {
    if (!['', 'Secret'].includes(textAt(ref, 'kind'))) return;
    const namespace = textAt(ref, 'namespace') || namespaceOf(gateway);
    const name = textAt(ref, 'name');
    if (findRead(this.objects, 'Secret', namespace, name)) return;
    this.note(gateway, at, 'MG412');
    this.put(this.lasting, standInSecret(namespace, name, hosts.length > 0 ? hosts : [`${name}.invalid`]));
  }

  private traefikClass(): string {
    const known = [...this.objects, ...this.before].find(
      ({ object }) =>
        object.kind === 'GatewayClass' && own(object['spec'], 'controllerName') === controllerName,
    );
    if (known) return known.object.metadata.name;
    this.put(this.before, classNamed('traefik'));
    return 'traefik';
  }

  private note(object: ApiObjectData, at: FieldPath, code: MigrationCode): void {
    const { kind, metadata } = object;
    const owner = { kind, namespace: namespaceOf(object), name: metadata.name };
    this.notes.push({ object: owner, at, fate: 'changed', code });
  }

  private put(into: ReadObject[], object: ApiObjectData): void {
    const read = withoutPlace(object);
    if (!into.some(({ file }) => file === read.file)) into.push(read);
  }
}

function classNamed(name: string): ApiObjectData {
  return { apiVersion: gatewayApi, kind: 'GatewayClass', metadata: { name }, spec: { controllerName } };
}

/** A Secret that is named and stands elsewhere, with a certificate for hosts. */
export function standInSecret(namespace: string, name: string, hosts: readonly string[]): ApiObjectData {
  const { certificate, key } = selfSigned(hosts);
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace },
    type: 'kubernetes.io/tls',
    stringData: { 'tls.crt': certificate, 'tls.key': key },
  };
}

import { TrafficModel } from '../../../../lib/traefik/model';

describe('the entry point of a request', () => {
  const model = TrafficModel.from([]);

  it.each([
    ['http://a.test/', 'web'],
    ['https://a.test/', 'websecure'],
    ['http://a.test:8443/', 'websecure'],
    ['tcp://a.test:9100', 'metrics'],
    ['tcp://a.test', null],
    ['tls://a.test', null],
    ['http://a.test:x/', null],
  ])('of %s is %s', (url, entryPoint) => {
    expect(model.explain({ url }).entryPoint).toBe(entryPoint);
  });

  it('is missing with a reason', () => {
    const why = (url: string, entryPoint?: string): readonly string[] =>
      model.explain({ url, ...(entryPoint !== undefined && { entryPoint }) }).notes;
    expect(why('ftp://a.test/')).toEqual(['"ftp://a.test/" is no URL of http, https, tcp, tls or udp']);
    expect(why('a.test')).toEqual(['"a.test" is no URL of http, https, tcp, tls or udp']);
    expect(why('http://a.test/', 'wbe')).toEqual(['there is no entry point "wbe"']);
    expect(why('http://a.test:81/')).toEqual([
      'no entry point takes http connections at the port of http://a.test:81/: name one of metrics (:9100), traefik (:8080), web (:8000), websecure (:8443) with --entry-point, or say with --exposed-port where a load balancer maps its port',
    ]);
  });
});

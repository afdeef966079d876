export {
  type TcpMiddlewareConfig,
  type TcpMiddlewareKind,
  handleConnection,
  tcpKindOf,
  tcpMiddlewareFaults,
  tcpMiddlewareRefusal,
} from './middleware';

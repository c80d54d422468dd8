export { contactsIn, groupOf } from './group.js';
export { httpPeer, json, rawPeer, type Asked } from './http-peer.js';
export { mailServer, type Trick } from './mail-server.js';

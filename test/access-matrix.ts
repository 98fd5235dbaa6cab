/**
 * Who sees and may do what, written down by hand: what the law and the contract with portals ask for, not what the code
 * says. The walk (`walk.db.test.ts`) asks every route as everybody and holds the answers against these lines.
 *
 * `yes`: he is let in, and it is there for him. `404`: for him it is not there. `none`: he may ask, and finds nothing of it.
 * `403`: he has no business with the route at all. `401`: nobody is let in without a token.
 */
export const people = [
  'nobody',
  'portal', // the client that submitted the application
  'portal*', // another client
  'applicant', // a token of that client, confined to the applicant
  'applicant*', // a token of that client, confined to another applicant
  'executor', // appointed to the application
  'executor*', // of the same unit, not appointed
  'head', // of the unit the application lies with
  'head*', // of another unit
  'notifier',
  'chancellery',
  'editor', // of the calendar
  'ops',
  'admin',
] as const;
export type Person = (typeof people)[number];

export const matrix = `
                                                        nobody portal portal* applicant applicant* executor executor* head head* notifier chancellery editor ops  admin
GET /healthz                                            yes    yes    yes     yes       yes        yes      yes       yes  yes   yes      yes         yes    yes  yes
GET /readyz                                             yes    yes    yes     yes       yes        yes      yes       yes  yes   yes      yes         yes    yes  yes
GET /v1/healthz                                         yes    yes    yes     yes       yes        yes      yes       yes  yes   yes      yes         yes    yes  yes
GET /v1/readyz                                          yes    yes    yes     yes       yes        yes      yes       yes  yes   yes      yes         yes    yes  yes
GET /openapi.json                                       yes    yes    yes     yes       yes        yes      yes       yes  yes   yes      yes         yes    yes  yes
GET /v1/openapi.json                                    yes    yes    yes     yes       yes        yes      yes       yes  yes   yes      yes         yes    yes  yes
GET /                                                   yes    yes    yes     yes       yes        yes      yes       yes  yes   yes      yes         yes    yes  yes
GET /docs                                               yes    yes    yes     yes       yes        yes      yes       yes  yes   yes      yes         yes    yes  yes
GET /docs/                                              yes    yes    yes     yes       yes        yes      yes       yes  yes   yes      yes         yes    yes  yes
GET /docs/js/scalar.js                                  yes    yes    yes     yes       yes        yes      yes       yes  yes   yes      yes         yes    yes  yes
GET /docs/errors                                        yes    yes    yes     yes       yes        yes      yes       yes  yes   yes      yes         yes    yes  yes
OPTIONS *                                               yes    yes    yes     yes       yes        yes      yes       yes  yes   yes      yes         yes    yes  yes
POST /v1/deadlines/preview                              yes    yes    yes     yes       yes        yes      yes       yes  yes   yes      yes         yes    yes  yes
GET /v1/calendars/kz/days                               yes    yes    yes     yes       yes        yes      yes       yes  yes   yes      yes         yes    yes  yes
GET /v1/calendars/kz/editions                           yes    yes    yes     yes       yes        yes      yes       yes  yes   yes      yes         yes    yes  yes
GET /v1/calendars/kz.ics                                yes    yes    yes     yes       yes        yes      yes       yes  yes   yes      yes         yes    yes  yes
GET /asyncapi.json                                      yes    yes    yes     yes       yes        yes      yes       yes  yes   yes      yes         yes    yes  yes
GET /v1/event-schemas/asyncapi.json                                   yes    yes    yes     yes       yes        yes      yes       yes  yes   yes      yes         yes    yes  yes
GET /v1/event-schemas/:file                             yes    yes    yes     yes       yes        yes      yes       yes  yes   yes      yes         yes    yes  yes

POST /v1/uploads                                        401    yes    yes     yes       yes        403      403       403  403   403      403         403    403  403
POST /v1/applications                                   401    yes    yes     yes       403        403      403       403  403   403      403         403    403  403
GET /v1/applications                                    401    yes    none    yes       none       yes      none      yes  none  403      403         403    yes  403
POST /v1/applications/search                            401    yes    none    yes       none       yes      none      yes  none  403      403         403    yes  403
GET /v1/applications/:id                                401    yes    404     yes       404        yes      404       yes  404   403      403         403    yes  403
GET /v1/applications/:id/deadlines                      401    yes    404     yes       404        yes      404       yes  404   403      403         403    yes  403
GET /v1/applications/:id/outlook                        401    yes    404     yes       404        yes      404       yes  404   403      403         403    yes  403
GET /v1/applications/:id/events                         401    yes    404     yes       404        yes      404       yes  404   403      403         403    yes  403
GET /v1/applications/:id/submission                     401    yes    404     yes       404        yes      404       yes  404   403      403         403    403  403
GET /v1/applications/:id/draft                          401    403    403     403       403        yes      404       yes  404   403      403         403    403  403
GET /v1/applications/:id/documents                      401    yes    404     yes       404        yes      404       yes  404   403      403         403    403  403
GET /v1/applications/:id/documents/:documentId          401    yes    404     yes       404        yes      404       yes  404   403      403         403    403  403

POST /v1/applications/:id/executor                      401    403    403     403       403        403      403       yes  404   403      403         403    403  403
POST /v1/applications/:id/completeness                  401    403    403     403       403        yes      404       403  403   403      403         403    403  403
POST /v1/applications/:id/conformity                    401    403    403     403       403        yes      404       403  403   403      403         403    403  403
POST /v1/applications/:id/preliminary-refusal/approval  401    403    403     403       403        403      403       yes  404   403      403         403    403  403
POST /v1/applications/:id/preliminary-refusal/return    401    403    403     403       403        403      403       yes  404   403      403         403    403  403
POST /v1/applications/:id/notices/:noticeId/receipt     401    403    403     403       403        403      403       403  403   yes      403         403    403  403
POST /v1/applications/:id/objection                     401    yes    404     yes       404        403      403       403  403   403      403         403    403  403
POST /v1/applications/:id/oral-hearing-request          401    yes    404     yes       404        403      403       403  403   403      403         403    403  403
POST /v1/applications/:id/hearing-waiver                401    yes    404     yes       404        403      403       403  403   403      403         403    403  403
POST /v1/applications/:id/documents                     401    yes    404     yes       404        403      403       403  403   403      403         403    403  403
POST /v1/applications/:id/withdrawal                    401    yes    404     yes       404        403      403       403  403   403      403         403    403  403
POST /v1/applications/:id/hearing-record                401    403    403     403       403        yes      404       403  403   403      403         403    403  403
POST /v1/applications/:id/draft                         401    403    403     403       403        yes      404       403  403   403      403         403    403  403
POST /v1/applications/:id/draft/return                  401    403    403     403       403        403      403       yes  404   403      403         403    403  403
POST /v1/applications/:id/decision                      401    403    403     403       403        403      403       yes  404   403      403         403    403  403
GET /v1/commands/:id                                    401    yes    404     yes       404        404      404       404  404   404      403         403    403  403
POST /v1/sandbox/applications/:id/advance               401    yes    404     yes       404        yes      404       yes  404   403      403         403    403  403

GET /v1/changes                                         401    yes    none    yes       none       403      403       403  403   403      403         403    403  403
POST /v1/webhooks                                       401    yes    yes     403       403        403      403       403  403   403      403         403    403  403
GET /v1/webhooks                                        401    yes    none    403       403        403      403       403  403   403      403         403    403  403
GET /v1/webhooks/:id                                    401    yes    404     403       403        403      403       403  403   403      403         403    403  403
GET /v1/webhooks/:id/deliveries                         401    yes    404     403       403        403      403       403  403   403      403         403    403  403
POST /v1/webhooks/:id/secret                            401    yes    404     403       403        403      403       403  403   403      403         403    403  403
POST /v1/webhooks/:id/test                              401    yes    404     403       403        403      403       403  403   403      403         403    403  403
POST /v1/webhooks/:id/redelivery                        401    yes    404     403       403        403      403       403  403   403      403         403    403  403
POST /v1/webhooks/:id/removal                           401    yes    404     403       403        403      403       403  403   403      403         403    403  403

GET /v1/calendars/kz/amendments                         401    403    403     403       403        403      403       403  403   403      403         yes    yes  yes
GET /v1/calendars/kz/amendments/:edition                401    403    403     403       403        403      403       403  403   403      403         yes    yes  yes
GET /v1/calendars/kz/amendments/:edition/dry-run        401    403    403     403       403        403      403       403  403   403      403         yes    403  403
POST /v1/calendars/kz/amendments/preview                401    403    403     403       403        403      403       403  403   403      403         yes    403  403
POST /v1/calendars/kz/amendments                        401    403    403     403       403        403      403       403  403   403      403         yes    403  403
POST /v1/calendars/kz/amendments/:edition/approval      401    403    403     403       403        403      403       403  403   403      403         yes    403  403

GET /v1/staff                                           401    403    403     403       403        403      403       yes  none  403      403         403    403  yes
GET /v1/staff/:id                                       401    403    403     403       403        403      403       yes  404   403      403         403    403  yes
PUT /v1/staff/:id                                       401    403    403     403       403        403      403       403  403   403      403         403    403  yes
GET /v1/staff/:id/delegations                           401    403    403     403       403        403      403       yes  404   403      403         403    403  yes
POST /v1/staff/:id/delegations                          401    403    403     403       403        403      403       yes  404   403      403         403    403  yes
POST /v1/staff/:id/delegations/:delegationId/confirmation  401    403    403     403       403        403      403       yes  404   403      403         403    403  yes
POST /v1/staff/:id/delegations/:delegationId/revocation   401    403    403     403       403        403      403       yes  404   403      403         403    403  yes
GET /v1/agenda                                          401    403    403     403       403        403      403       yes  none  403      403         403    yes  403
`;

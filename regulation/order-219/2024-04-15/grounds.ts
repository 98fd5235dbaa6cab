import { appc, law88, rules219 } from '../../citation.ts';
import type { IncompletenessReason, RefusalGround } from '../../refusals.ts';

/** The four grounds of item 9: nothing else refuses on the merits. */
export const refusalGrounds = [
  {
    no: 1,
    id: 'untrueDocuments',
    hearing: 'required',
    text: {
      kk: 'қайта өңдеу шарттары туралы құжатты және (немесе) оларда қамтылған деректерді (мәліметтерді) алу үшін көрсетілетін қызметті алушы ұсынған құжаттардың анық еместігін анықтау',
      ru: 'установление недостоверности документов, представленных услугополучателем для получения документа об условиях переработки, и (или) данных (сведений), содержащихся в них',
      en: 'it is established that the documents submitted by the service recipient to obtain the document on the conditions of processing and (or) the data (information) contained in them are untrue',
    },
    law: [rules219({ annex: 1, item: 9, subitem: 1 }), law88('19-1', 2, 1)],
  },
  // The Kazakh text says "checks the compliance" (сәйкестігін тексереді) where the law requires non-compliance.
  {
    no: 2,
    id: 'nonCompliance392',
    hearing: 'required',
    text: {
      kk: 'қайта өңдеу шарттары туралы құжатты алу үшін қажетті құжаттарды Қазақстан Республикасы Үкіметінің 2018 жылғы 28 маусымдағы № 392 қаулысымен бекітілген Тауарларды Еуразиялық экономикалық одақтың кедендік аумағында/аумағынан тыс қайта өңдеу және ішкі тұтыну үшін қайта өңдеудің шарттары туралы құжаттың нысанын және оны толтыру мен беру, оған өзгерістер (толықтырулар) енгізу, оны кері қайтарып алу (жою) және (немесе) оның қолданылуын қайта бастау, сондай-ақ тауарларды қайта өңдеу мерзімін ұзарту және Еуразиялық экономикалық одақтың кедендік аумағында қайта өңдеу және ішкі тұтыну үшін қайта өңдеу бойынша операциялар нәтижесінде түзілген қалдықтарды одан әрі коммерциялық пайдалану үшін жарамсыз деп тану қағидаларына сәйкестігін тексереді',
      ru: 'несоответствие документов, необходимых для получения документа об условиях переработки, Форме документа об условиях переработки товаров на/вне таможенной территории Евразийского экономического союза и переработки для внутреннего потребления и Правилам его заполнения и выдачи, внесения в него изменений (дополнений), отзыва (аннулирования) и (или) возобновления его действия, а также продления срока переработки товаров и признания отходов, образовавшихся в результате операций по переработке на таможенной территории Евразийского экономического союза и переработке для внутреннего потребления, непригодными для дальнейшего коммерческого использования, утвержденным постановлением Правительства Республики Казахстан от 28 июня 2018 года № 392',
      en: 'the documents needed to obtain the document on the conditions of processing do not comply with the form of the document on the conditions of processing of goods in / outside the customs territory of the EAEU and of processing for domestic consumption and with the Rules for filling it in and issuing it, amending (supplementing) it, revoking (annulling) it and (or) renewing its effect, extending the term of processing and recognising waste from processing operations in the customs territory of the EAEU and for domestic consumption as unfit for further commercial use, approved by Decree of the Government of RK of 28 June 2018 No. 392',
    },
    cleanText: {
      kk: 'қайта өңдеу шарттары туралы құжатты алу үшін қажетті құжаттардың Қазақстан Республикасы Үкіметінің 2018 жылғы 28 маусымдағы № 392 қаулысымен бекітілген Тауарларды Еуразиялық экономикалық одақтың кедендік аумағында/аумағынан тыс қайта өңдеу және ішкі тұтыну үшін қайта өңдеудің шарттары туралы құжаттың нысанына және оны толтыру мен беру, оған өзгерістер (толықтырулар) енгізу, оны кері қайтарып алу (жою) және (немесе) оның қолданылуын қайта бастау, сондай-ақ тауарларды қайта өңдеу мерзімін ұзарту және Еуразиялық экономикалық одақтың кедендік аумағында қайта өңдеу және ішкі тұтыну үшін қайта өңдеу бойынша операциялар нәтижесінде түзілген қалдықтарды одан әрі коммерциялық пайдалану үшін жарамсыз деп тану қағидаларына сәйкес келмеуі',
      ru: 'несоответствие документов, необходимых для получения документа об условиях переработки, Форме документа об условиях переработки товаров на/вне таможенной территории Евразийского экономического союза и переработки для внутреннего потребления и Правилам его заполнения и выдачи, внесения в него изменений (дополнений), отзыва (аннулирования) и (или) возобновления его действия, а также продления срока переработки товаров и признания отходов, образовавшихся в результате операций по переработке на таможенной территории Евразийского экономического союза и переработке для внутреннего потребления, непригодными для дальнейшего коммерческого использования, утвержденным постановлением Правительства Республики Казахстан от 28 июня 2018 года № 392',
      en: 'the documents needed to obtain the document on the conditions of processing do not comply with the form of the document on the conditions of processing of goods in / outside the customs territory of the EAEU and of processing for domestic consumption and with the Rules for filling it in and issuing it, amending (supplementing) it, revoking (annulling) it and (or) renewing its effect, extending the term of processing and recognising waste from processing operations in the customs territory of the EAEU and for domestic consumption as unfit for further commercial use, approved by Decree of the Government of RK of 28 June 2018 No. 392',
    },
    law: [rules219({ annex: 1, item: 9, subitem: 2 }), law88('19-1', 2, 2)],
  },
  {
    no: 3,
    id: 'courtBan',
    hearing: 'may-be-skipped',
    text: {
      kk: 'өтініш берушіге тауарларды қайта өңдеу жөніндегі қызметті жүзеге асыруға тыйым салатын сот шешімінің (қаулысының, ұйғарымының) заңды күшіне енуі',
      ru: 'вступление в законную силу решения (постановления, определения) суда, запрещающего заявителю осуществление деятельности по переработке товаров',
      en: 'a court decision (ruling, determination) prohibiting the applicant from carrying on the activity of processing goods has entered into legal force',
    },
    law: [rules219({ annex: 1, item: 9, subitem: 3 }), law88('19-1', 2, 4), appc(73, 2, 8)],
  },
  {
    no: 4,
    id: 'noPersonalDataConsent',
    hearing: 'required',
    text: {
      kk: 'көрсетілетін қызметті алушының мемлекеттік қызмет көрсету үшін талап етілетін, "Дербес деректер және оларды қорғау туралы" Қазақстан Республикасы Заңының 8-бабына сәйкес берілетін қолжетімділігі шектеулі дербес деректерге қол жеткізуге келісімнің болмауы',
      ru: 'отсутствие согласия услугополучателя, предоставляемого в соответствии со статьей 8 Закона Республики Казахстан "О персональных данных и их защите", на доступ к персональным данным ограниченного доступа, которые требуются для оказания государственной услуги',
      en: 'absence of the service recipient\'s consent, given under article 8 of the Law of RK "On personal data and their protection", to access to personal data of limited access that are required to render the public service',
    },
    law: [rules219({ annex: 1, item: 9, subitem: 4 }), law88('19-1', 2, 6)],
  },
] as const satisfies readonly RefusalGround[];

/** Incompleteness is no ground of item 9: it has codes of its own, by when it was found. */
export const incompletenessReasons = [
  {
    code: 'incomplete-package',
    hearing: 'by-policy',
    text: {
      kk: 'ұсынылған құжаттардың толық еместігі',
      ru: 'неполнота представленных документов',
      en: 'incompleteness of the submitted documents',
    },
    law: [rules219({ clause: 6 }), law88(19, { part: 3 })],
  },
  {
    code: 'incomplete-found-late',
    hearing: 'required',
    text: {
      kk: 'ұсынылған құжаттардың толық еместігі сәйкестікті тексеру кезінде анықталды',
      ru: 'неполнота представленных документов, обнаруженная при проверке соответствия',
      en: 'incompleteness of the submitted documents, found during the conformity check',
    },
    law: [rules219({ clause: 7, part: 3 }), law88(19, { part: 3 }), appc(73)],
  },
] as const satisfies readonly IncompletenessReason[];

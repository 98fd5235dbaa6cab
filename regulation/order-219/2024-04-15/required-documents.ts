import { customsCode, rules219 } from '../../citation.ts';
import type { RequiredDocument } from '../../forms.ts';
import type { Subtype } from '../../subtypes.ts';

/** Item 8 of the List of basic requirements, verbatim. */
export const requiredDocuments = {
  inward: [
    {
      no: 1,
      id: 'application',
      text: {
        kk: 'көрсетілетін қызметті алушының ЭЦҚ-мен куәландырылған электрондық құжат нысанындағы осы Мемлекеттік қызмет көрсетуге қойылатын негізгі талаптар тізбесіне 1-қосымшаға сәйкес нысан бойынша толтырылған өтініш (Қазақстан Республикасындағы кедендік реттеу туралы кодекстің 248-бабына сәйкес);',
        ru: 'заявление, заполненное по форме согласно приложению 1 к настоящему Перечню основных требований к оказанию государственной услуги, в форме электронного документа, удостоверенного ЭЦП услугополучателя (в соответствии со статьей 248 Кодекса «О таможенном регулировании в Республике Казахстан»)',
        en: 'application completed in the form of annex 1 to this List of basic requirements for rendering the public service, as an electronic document certified by the EDS of the service recipient (under article 248 of the Code "On customs regulation in the Republic of Kazakhstan")',
      },
      law: [rules219({ annex: 1, item: 8 }), customsCode(248)],
    },
    {
      no: 2,
      id: 'titleAndTechnology',
      text: {
        kk: 'тауарларды иелену, пайдалану және (немесе) билік ету құқығын растайтын электрондық құжаттың (құжаттардың) немесе құжаттың (құжаттардың) электрондық көшірмесі, тауарларды қайта өңдеу операциялары (технологиялық процеске негізделген), оларды жасау тәсілдері, кедендік рәсіммен орналастырылатын тауарларды ұқсату өнімдерінде, қалдықтар мен қалдықтарда сәйкестендіру тәсілдері, сондай-ақ тауарларды қайта өңдеу мерзімдері туралы мәліметтерді қамтитын қосымшалардың және (немесе) оған (оларға) толықтырулардың электрондық көшірмесі (Қазақстан Республикасындағы кедендік реттеу туралы кодекстің 248-бабына сәйкес);',
        ru: 'электронный документ (документы) или электронная копия документа (документов), подтверждающего (подтверждающих) право владения, пользования и (или) распоряжения товарами, электронная копия приложений и (или) дополнений к нему (ним), содержащих сведения об операциях по переработке товаров (на основе технологического процесса), способах их совершения, способах идентификации товаров, помещаемых под таможенную процедуру, в продуктах переработки, отходах и остатках, а также о сроках переработки товаров (в соответствии со статьей 248 Кодекса «О таможенном регулировании в Республике Казахстан»)',
        en: 'electronic document(s) or electronic copy of the document(s) confirming the right to possess, use and (or) dispose of the goods, electronic copy of the annexes and (or) supplements to it (them) containing information on the processing operations (based on the technological process), the ways of performing them, the ways of identifying the goods placed under the customs procedure in the products of processing, waste and residues, and the terms of processing (under article 248 of the Code "On customs regulation in the Republic of Kazakhstan")',
      },
      law: [rules219({ annex: 1, item: 8 }), customsCode(248)],
    },
    {
      no: 3,
      id: 'goodsClassification',
      text: {
        kk: 'Еуразиялық экономикалық одақтын Сыртқы экономикалық қызметтін тауарлық номенклатурасына сәйкес шетелдік тауарлардың және (немесе) Еуразиялық экономикалық одақ тауарларының және оларды қайта өңдеу өнімдерінің атауы мен сыныптамасын, сондай-ақ олардың саны мен құнын растайтын электрондық құжаттың (құжаттардың) немесе құжаттың (құжаттардың) электрондық көшірмесі (Қазақстан Республикасындағы кедендік реттеу туралы кодекстің 248-бабына сәйкес);',
        ru: 'электронный документ (документы) или электронная копия документа (документов), подтверждающего (подтверждающих) наименование и классификацию иностранных товаров и (или) товаров Евразийского экономического союза и продуктов их переработки в соответствии с Товарной номенклатурой внешнеэкономической деятельности Евразийского экономического союза, а также их количество и стоимость (в соответствии со статьей 248 Кодекса «О таможенном регулировании в Республике Казахстан»)',
        en: 'electronic document(s) or electronic copy of the document(s) confirming the name and classification of the foreign goods and (or) EAEU goods and of the products of their processing under the EAEU Commodity Nomenclature of Foreign Economic Activity, and their quantity and value (under article 248 of the Code "On customs regulation in the Republic of Kazakhstan")',
      },
      law: [rules219({ annex: 1, item: 8 }), customsCode(248)],
    },
    {
      no: 4,
      id: 'yieldCalculation',
      text: {
        kk: 'электрондық құжаттың (құжаттардың) немесе құжаттың (құжаттардың) электрондық көшірмесі, сандық және (немесе) пайыздық мәндегі қайта өңдеу өнімдерінің шығу нормаларын есептеу кестесінің электрондық көшірмесі (Қазақстан Республикасындағы кедендік реттеу туралы кодекстің 248, 249-баптарына сәйкес).',
        ru: 'электронный документ (документы) или электронная копия документа (документов), таблицы расчета норм выхода продуктов переработки в количественном и (или) процентном выражении (в соответствии со статьями 248, 249 Кодекса «О таможенном регулировании в Республике Казахстан»)',
        en: 'electronic document(s) or electronic copy of the document(s), of the table calculating the yield norms of the products of processing in quantitative and (or) percentage terms (under articles 248, 249 of the Code "On customs regulation in the Republic of Kazakhstan")',
      },
      law: [rules219({ annex: 1, item: 8 }), customsCode(248), customsCode(249)],
    },
  ],
  outward: [
    {
      no: 1,
      id: 'application',
      text: {
        kk: 'көрсетілетін қызметті алушының ЭЦҚ-мен куәландырылған электрондық құжат нысанындағы осы Мемлекеттік қызмет көрсетуге қойылатын негізгі талаптар тізбесіне 2-қосымшаға сәйкес нысан бойынша толтырылған өтініш (Қазақстан Республикасындағы кедендік реттеу туралы кодекстің 261-бабына сәйкес);',
        ru: 'заявление, заполненное по форме согласно приложению 2 к настоящему Перечню основных требований к оказанию государственной услуги, в форме электронного документа, удостоверенного ЭЦП услугополучателя (в соответствии со статьей 261 Кодекса «О таможенном регулировании в Республике Казахстан»)',
        en: 'application completed in the form of annex 2 to this List of basic requirements for rendering the public service, as an electronic document certified by the EDS of the service recipient (under article 261 of the Code "On customs regulation in the Republic of Kazakhstan")',
      },
      law: [rules219({ annex: 1, item: 8 }), customsCode(261)],
    },
    {
      no: 2,
      id: 'titleAndTechnology',
      text: {
        kk: 'тауарларды иелену, пайдалану және (немесе) билік ету құқығын растайтын электрондық құжаттың (құжаттардың) немесе құжаттың (құжаттардың) электрондық көшірмесі, тауарларды қайта өңдеу операциялары (технологиялық процеске негізделген), оларды жасау тәсілдері, кедендік рәсіммен орналастырылатын тауарларды ұқсату өнімдерінде, қалдықтар мен қалдықтарда сәйкестендіру тәсілдері, сондай-ақ тауарларды қайта өңдеу мерзімдері туралы мәліметтерді қамтитын қосымшалардың және (немесе) оған (оларға) толықтырулардың электрондық көшірмесі (Қазақстан Республикасындағы кедендік реттеу туралы кодекстің 261-бабына сәйкес);',
        ru: 'электронный документ (документы) или электронная копия документа (документов), подтверждающего (подтверждающих) право владения, пользования и (или) распоряжения товарами, электронная копия приложений и (или) дополнений к нему (ним), содержащих сведения об операциях по переработке товаров (на основе технологического процесса), способах их совершения, способах идентификации товаров, помещаемых под таможенную процедуру, в продуктах переработки, отходах и остатках, а также о сроках переработки товаров (в соответствии со статьей 261 Кодекса «О таможенном регулировании в Республике Казахстан»)',
        en: 'electronic document(s) or electronic copy of the document(s) confirming the right to possess, use and (or) dispose of the goods, electronic copy of the annexes and (or) supplements to it (them) containing information on the processing operations (based on the technological process), the ways of performing them, the ways of identifying the goods placed under the customs procedure in the products of processing, waste and residues, and the terms of processing (under article 261 of the Code "On customs regulation in the Republic of Kazakhstan")',
      },
      law: [rules219({ annex: 1, item: 8 }), customsCode(261)],
    },
    {
      no: 3,
      id: 'goodsClassification',
      text: {
        kk: 'Еуразиялық экономикалық одақтын Сыртқы экономикалық қызметтін тауарлық номенклатурасына сәйкес шетелдік тауарлардың және (немесе) Еуразиялық экономикалық одақ тауарларының және оларды қайта өңдеу өнімдерінің атауы мен сыныптамасын, сондай-ақ олардың саны мен құнын растайтын электрондық құжаттың (құжаттардың) немесе құжаттың (құжаттардың) электрондық көшірмесі (Қазақстан Республикасындағы кедендік реттеу туралы кодекстің 261-бабына сәйкес);',
        ru: 'электронный документ (документы) или электронная копия документа (документов), подтверждающего (подтверждающих) наименование и классификацию иностранных товаров и (или) товаров Евразийского экономического союза и продуктов их переработки в соответствии с Товарной номенклатурой внешнеэкономической деятельности Евразийского экономического союза, а также их количество и стоимость (в соответствии со статьей 261 Кодекса «О таможенном регулировании в Республике Казахстан»)',
        en: 'electronic document(s) or electronic copy of the document(s) confirming the name and classification of the foreign goods and (or) EAEU goods and of the products of their processing under the EAEU Commodity Nomenclature of Foreign Economic Activity, and their quantity and value (under article 261 of the Code "On customs regulation in the Republic of Kazakhstan")',
      },
      law: [rules219({ annex: 1, item: 8 }), customsCode(261)],
    },
    {
      no: 4,
      id: 'yieldCalculation',
      text: {
        kk: 'электрондық құжат (құжаттар) немесе құжаттың (құжаттардың), сандық және (немесе) пайыздық мәндегі қайта өңдеу өнімдерінің шығу нормаларын есептеу кестесінің электрондық көшірмесі (Қазақстан Республикасындағы кедендік реттеу туралы кодекстің 261, 262-баптарына сәйкес).',
        ru: 'электронный документ (документы) или электронная копия документа (документов), таблицы расчета норм выхода продуктов переработки в количественном и (или) процентном выражении (в соответствии со статьями 261, 262 Кодекса «О таможенном регулировании в Республике Казахстан»)',
        en: 'electronic document(s) or electronic copy of the document(s), of the table calculating the yield norms of the products of processing in quantitative and (or) percentage terms (under articles 261, 262 of the Code "On customs regulation in the Republic of Kazakhstan")',
      },
      law: [rules219({ annex: 1, item: 8 }), customsCode(261), customsCode(262)],
    },
  ],
  domestic: [
    {
      no: 1,
      id: 'application',
      text: {
        kk: 'көрсетілетін қызметті алушының ЭЦҚ-мен куәландырылған электрондық құжат нысанындағы осы Мемлекеттік қызмет көрсетуге қойылатын негізгі талаптар тізбесіне 3-қосымшаға сәйкес нысан бойынша толтырылған өтініш (Қазақстан Республикасындағы кедендік реттеу туралы кодекстің 273-бабына сәйкес);',
        ru: 'заявление, заполненное по форме согласно приложению 3 к настоящему Перечню основных требований к оказанию государственной услуги, в форме электронного документа, удостоверенного ЭЦП услугополучателя (в соответствии со статьей 273 Кодекса «О таможенном регулировании в Республике Казахстан»)',
        en: 'application completed in the form of annex 3 to this List of basic requirements for rendering the public service, as an electronic document certified by the EDS of the service recipient (under article 273 of the Code "On customs regulation in the Republic of Kazakhstan")',
      },
      law: [rules219({ annex: 1, item: 8 }), customsCode(273)],
    },
    {
      no: 2,
      id: 'titleAndTechnology',
      text: {
        kk: 'тауарларды иелену, пайдалану және (немесе) билік ету құқығын растайтын электрондық құжат (құжаттар) немесе құжаттың (құжаттардың) электрондық көшірмесі, тауарларды қайта өңдеу операциялары (технологиялық процеске негізделген), оларды жасау тәсілдері, кедендік рәсіммен орналастырылатын тауарларды ұқсату өнімдерінде, қалдықтар мен қалдықтарда сәйкестендіру тәсілдері, сондай-ақ тауарларды қайта өңдеу мерзімдері туралы мәліметтерді қамтитын қосымшалардың және (немесе) оған (оларға) толықтырулардың электрондық көшірмесі (Қазақстан Республикасындағы кедендік реттеу туралы кодекстің 273-бабына сәйкес);',
        ru: 'электронный документ (документы) или электронная копия документа (документов), подтверждающего (подтверждающих) право владения, пользования и (или) распоряжения товарами, электронная копия приложений и (или) дополнений к нему (ним), содержащих сведения об операциях по переработке товаров (на основе технологического процесса), способах их совершения, способах идентификации товаров, помещаемых под таможенную процедуру, в продуктах переработки, отходах и остатках, а также о сроках переработки товаров (в соответствии со статьей 273 Кодекса «О таможенном регулировании в Республике Казахстан»)',
        en: 'electronic document(s) or electronic copy of the document(s) confirming the right to possess, use and (or) dispose of the goods, electronic copy of the annexes and (or) supplements to it (them) containing information on the processing operations (based on the technological process), the ways of performing them, the ways of identifying the goods placed under the customs procedure in the products of processing, waste and residues, and the terms of processing (under article 273 of the Code "On customs regulation in the Republic of Kazakhstan")',
      },
      law: [rules219({ annex: 1, item: 8 }), customsCode(273)],
    },
    {
      no: 3,
      id: 'goodsClassification',
      text: {
        kk: 'Еуразиялық экономикалық одақтын Сыртқы экономикалық қызметтін тауарлық номенклатурасына сәйкес шетелдік тауарлардың және (немесе) Еуразиялық экономикалық одақ тауарларының және оларды қайта өңдеу өнімдерінің атауы мен сыныптамасын, сондай-ақ олардың саны мен құнын растайтын электрондық құжат (құжаттар) немесе құжаттың (құжаттардың) электрондық көшірмесі (Қазақстан Республикасындағы кедендік реттеу туралы кодекстің 273-бабына сәйкес);',
        ru: 'электронный документ (документы) или электронная копия документа (документов), подтверждающего (подтверждающих) наименование и классификацию иностранных товаров и (или) товаров Евразийского экономического союза и продуктов их переработки в соответствии с Товарной номенклатурой внешнеэкономической деятельности Евразийского экономического союза, а также их количество и стоимость (в соответствии со статьей 273 Кодекса «О таможенном регулировании в Республике Казахстан»)',
        en: 'electronic document(s) or electronic copy of the document(s) confirming the name and classification of the foreign goods and (or) EAEU goods and of the products of their processing under the EAEU Commodity Nomenclature of Foreign Economic Activity, and their quantity and value (under article 273 of the Code "On customs regulation in the Republic of Kazakhstan")',
      },
      law: [rules219({ annex: 1, item: 8 }), customsCode(273)],
    },
    {
      no: 4,
      id: 'yieldCalculation',
      text: {
        kk: 'электрондық құжат (құжаттар) немесе құжаттың (құжаттардың), сандық және (немесе) пайыздық мәндегі қайта өңдеу өнімдерінің шығу нормаларын есептеу кестесінің электрондық көшірмесі (Қазақстан Республикасындағы кедендік реттеу туралы кодекстің 273, 274-баптарына сәйкес).',
        ru: 'электронный документ (документы) или электронная копия документа (документов), таблицы расчета норм выхода продуктов переработки в количественном и (или) процентном выражении (в соответствии со статьями 273, 274 Кодекса «О таможенном регулировании в Республике Казахстан»)',
        en: 'electronic document(s) or electronic copy of the document(s), of the table calculating the yield norms of the products of processing in quantitative and (or) percentage terms (under articles 273, 274 of the Code "On customs regulation in the Republic of Kazakhstan")',
      },
      law: [rules219({ annex: 1, item: 8 }), customsCode(273), customsCode(274)],
    },
  ],
} as const satisfies Record<Subtype, readonly RequiredDocument[]>;

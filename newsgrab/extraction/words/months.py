"""Month names, as data: every set that news pages use, by number, in the calendars that they belong to."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from newsgrab.extraction.words.folding import fold

# January to December. A bar separates the names of one month; the languages of a row share no false friends.
# Arabic has four sets: Egypt and the Gulf, the Levant and Iraq, Tunisia and Algeria, Morocco.
_GREGORIAN = """
يناير|كانون الثاني|كانون ثاني|جانفي|ينايــر, فبراير|شباط|فيفري|فبراير, مارس|آذار|اذار, أبريل|ابريل|إبريل|نيسان|أفريل|افريل, مايو|أيار|ايار|ماي|نوار, يونيو|يونيه|حزيران|جوان, يوليو|يوليه|تموز|جويلية|يوليوز, أغسطس|اغسطس|آب|اب|أوت|اوت|غشت, سبتمبر|أيلول|ايلول|شتنبر, أكتوبر|اكتوبر|تشرين الأول|تشرين الاول|تشرين أول, نوفمبر|تشرين الثاني|تشرين ثاني|نونبر, ديسمبر|كانون الأول|كانون الاول|كانون أول|دجنبر
ژانویه|ژانويه, فوریه|فوريه, مارس, آوریل|آوريل, مه|می, ژوئن, ژوئیه|ژوييه|جولای, اوت|آگوست, سپتامبر, اکتبر, نوامبر, دسامبر
جنوری, فروری, مارچ, اپریل, مئی, جون, جولائی, اگست, ستمبر, اکتوبر, نومبر, دسمبر
ינואר|ינו׳, פברואר|פבר׳, מרץ|מרס, אפריל|אפר׳, מאי, יוני, יולי, אוגוסט|אוג׳, ספטמבר|ספט׳, אוקטובר|אוק׳, נובמבר|נוב׳, דצמבר|דצמ׳
जनवरी|जन, फ़रवरी|फरवरी, मार्च, अप्रैल, मई, जून, जुलाई, अगस्त, सितंबर|सितम्बर, अक्टूबर|अक्तूबर, नवंबर|नवम्बर, दिसंबर|दिसम्बर
जानेवारी, फेब्रुवारी, मार्च, एप्रिल, मे, जून, जुलै, ऑगस्ट, सप्टेंबर, ऑक्टोबर, नोव्हेंबर, डिसेंबर
জানুয়ারি|জানুয়ারী|জানুয়ারি|জানুয়ারী, ফেব্রুয়ারি|ফেব্রুয়ারী|ফেব্রুয়ারি|ফেব্রুয়ারী, মার্চ, এপ্রিল, মে, জুন, জুলাই, আগস্ট, সেপ্টেম্বর, অক্টোবর, নভেম্বর, ডিসেম্বর
ஜனவரி, பிப்ரவரி, மார்ச், ஏப்ரல், மே, ஜூன், ஜூலை, ஆகஸ்ட்|ஆகஸ்டு, செப்டம்பர், அக்டோபர், நவம்பர், டிசம்பர்
ocak|oca, şubat|şub, mart, nisan|nis, mayıs, haziran|haz, temmuz|tem, ağustos|ağu, eylül|eyl, ekim|eki, kasım|kas, aralık|ara
yanvar, fevral, mart, aprel, may, iyun, iyul, avqust, sentyabr, oktyabr, noyabr, dekabr
january|jan, february|feb, march|mar, april|apr, may, june|jun, july|jul, august|aug, september|sept|sep, october|oct, november|nov, december|dec
januar|jänner|jan, februar|feber, märz|mär|mrz, april, mai, juni, juli, august, september, oktober|okt, november, dezember|dez
janvier|janv, février|févr|fév, mars, avril|avr, mai, juin, juillet|juil, août, septembre, octobre, novembre, décembre|déc
enero|ene, febrero, marzo, abril|abr, mayo, junio, julio, agosto|ago, septiembre|setiembre|set, octubre, noviembre, diciembre|dic
janeiro, fevereiro|fev, março, abril, maio|mai, junho, julho, agosto, setembro, outubro|out, novembro, dezembro
gennaio|gen, febbraio, marzo, aprile, maggio|mag, giugno|giu, luglio|lug, agosto, settembre|sett, ottobre|ott, novembre, dicembre
gener, febrer, març, abril, maig, juny, juliol, agost, setembre, octubre, novembre, desembre
januari, februari, maart|mrt, april, mei, juni, juli, augustus, september, oktober, november, december
januari, februari, mars, april, maj, juni, juli, augusti, september, oktober, november, december|dec
januar, februar, marts, april, maj, juni, juli, august, september, oktober, november, december|desember|des
janúar, febrúar, mars, apríl, maí, júní, júlí, ágúst, september, október, nóvember, desember
tammikuuta|tammikuu, helmikuuta|helmikuu, maaliskuuta|maaliskuu, huhtikuuta|huhtikuu, toukokuuta|toukokuu, kesäkuuta|kesäkuu, heinäkuuta|heinäkuu, elokuuta|elokuu, syyskuuta|syyskuu, lokakuuta|lokakuu, marraskuuta|marraskuu, joulukuuta|joulukuu
jaanuar, veebruar, märts, aprill, mai, juuni, juuli, august, september, oktoober, november, detsember
janvāris|janvārī, februāris|februārī, marts|martā, aprīlis|aprīlī, maijs|maijā, jūnijs|jūnijā, jūlijs|jūlijā, augusts|augustā, septembris|septembrī, oktobris|oktobrī, novembris|novembrī, decembris|decembrī
sausio|sausis, vasario|vasaris, kovo|kovas, balandžio|balandis, gegužės|gegužė, birželio|birželis, liepos|liepa, rugpjūčio|rugpjūtis, rugsėjo|rugsėjis, spalio|spalis, lapkričio|lapkritis, gruodžio|gruodis
января|январь|янв, февраля|февраль|фев|февр, марта|март|мар, апреля|апрель|апр, мая|май, июня|июнь|июн, июля|июль|июл, августа|август|авг, сентября|сентябрь|сен|сент, октября|октябрь|окт, ноября|ноябрь|ноя|нояб, декабря|декабрь|дек
січня|січень|січ, лютого|лютий|лют, березня|березень|бер, квітня|квітень|квіт, травня|травень|трав, червня|червень|черв, липня|липень|лип, серпня|серпень|серп, вересня|вересень|вер, жовтня|жовтень|жовт, листопада|листопад|лист, грудня|грудень|груд
студзеня|студзень, лютага|люты, сакавіка|сакавік, красавіка|красавік, мая|травень, чэрвеня|чэрвень, ліпеня|ліпень, жніўня|жнівень, верасня|верасень, кастрычніка|кастрычнік, лістапада|лістапад, снежня|снежань
януари|яну, февруари, март, април, май, юни, юли, август, септември, октомври, ноември, декември
јануар|јануари, фебруар|фебруари, март, април, мај, јун|јуни, јул|јули, август, септембар|септември, октобар|октомври, новембар|ноември, децембар|декември
қаңтар, ақпан, наурыз, сәуір, мамыр, маусым, шілде, тамыз, қыркүйек, қазан, қараша, желтоқсан
stycznia|styczeń|sty, lutego|luty|lut, marca|marzec, kwietnia|kwiecień|kwi, maja|maj, czerwca|czerwiec|cze, lipca|lipiec|lip, sierpnia|sierpień|sie, września|wrzesień|wrz, października|październik|paź, listopada|listopad|lis, grudnia|grudzień|gru
ledna|leden, února|únor, března|březen, dubna|duben, května|květen, června|červen, července|červenec, srpna|srpen, září, října|říjen, listopadu|listopad, prosince|prosinec
januára|január, februára|február, marca|marec, apríla|apríl, mája|máj, júna|jún, júla|júl, augusta|august, septembra|september, októbra|október, novembra|november, decembra|december
januarja|januar, februarja|februar, marca|marec, aprila|april, maja|maj, junija|junij, julija|julij, avgusta|avgust, septembra|september, oktobra|oktober, novembra|november, decembra|december
siječnja|siječanj, veljače|veljača, ožujka|ožujak, travnja|travanj, svibnja|svibanj, lipnja|lipanj, srpnja|srpanj, kolovoza|kolovoz, rujna|rujan, listopada, studenoga|studenog|studeni, prosinca|prosinac
januar, februar, mart, april, maj, jun|juna, jul|jula, avgust|avgusta, septembar|septembra, oktobar|oktobra, novembar|novembra, decembar|decembra
január, február, március|márc, április|ápr, május|máj, június|jún, július|júl, augusztus, szeptember|szept, október, november, december
ianuarie|ian, februarie, martie, aprilie, mai, iunie|iun, iulie|iul, august, septembrie, octombrie, noiembrie|noi, decembrie
janar, shkurt, mars, prill, maj, qershor, korrik, gusht, shtator, tetor, nëntor, dhjetor
ιανουαρίου|ιανουάριος|ιαν, φεβρουαρίου|φεβρουάριος|φεβ, μαρτίου|μάρτιος|μαρ, απριλίου|απρίλιος|απρ, μαΐου|μάιος|μαϊ|μάι, ιουνίου|ιούνιος|ιουν, ιουλίου|ιούλιος|ιουλ, αυγούστου|αύγουστος|αυγ, σεπτεμβρίου|σεπτέμβριος|σεπ|σεπτ, οκτωβρίου|οκτώβριος|οκτ, νοεμβρίου|νοέμβριος|νοε|νοεμ, δεκεμβρίου|δεκέμβριος|δεκ
januari, februari, maret, april, mei, juni, juli, agustus|agu|ags, september, oktober|okt, november|nop, desember|des
januari, februari|pebrero, mac, april|abril, mei|mayo, jun|hunyo, julai|hulyo, ogos|agosto, september|setyembre, oktober|oktubre, november|nobyembre, disember|disyembre
มกราคม|ม.ค, กุมภาพันธ์|ก.พ, มีนาคม|มี.ค, เมษายน|เม.ย, พฤษภาคม|พ.ค, มิถุนายน|มิ.ย, กรกฎาคม|ก.ค, สิงหาคม|ส.ค, กันยายน|ก.ย, ตุลาคม|ต.ค, พฤศจิกายน|พ.ย, ธันวาคม|ธ.ค
tháng 1|tháng một, tháng 2|tháng hai, tháng 3|tháng ba, tháng 4|tháng tư, tháng 5|tháng năm, tháng 6|tháng sáu, tháng 7|tháng bảy, tháng 8|tháng tám, tháng 9|tháng chín, tháng 10|tháng mười, tháng 11|tháng mười một, tháng 12|tháng mười hai
იანვარი|იან, თებერვალი|თებ, მარტი|მარ, აპრილი|აპრ, მაისი|მაი, ივნისი|ივნ, ივლისი|ივლ, აგვისტო|აგვ, სექტემბერი|სექ, ოქტომბერი|ოქტ, ნოემბერი|ნოე, დეკემბერი|დეკ
հունվարի|հունվար, փետրվարի|փետրվար, մարտի|մարտ, ապրիլի|ապրիլ, մայիսի|մայիս, հունիսի|հունիս, հուլիսի|հուլիս, օգոստոսի|օգոստոս, սեպտեմբերի|սեպտեմբեր, հոկտեմբերի|հոկտեմբեր, նոյեմբերի|նոյեմբեր, դեկտեմբերի|դեկտեմբեր
rêbendan|çileya paşîn, reşemî|sibat, adar, avrêl|nîsan, gulan, pûşper|hezîran, tîrmeh, gelawêj|tebax, rezber|îlon, kewçêr|çiriya pêşîn, sermawez|çiriya paşîn, berfanbar|çileya pêşîn
کانوونی دووەم, شوبات, ئازار, نیسان, ئایار, حوزەیران, تەممووز, ئاب, ئەیلوول, تشرینی یەکەم, تشرینی دووەم, کانوونی یەکەم
urtarrilaren|urtarrila, otsailaren|otsaila, martxoaren|martxoa, apirilaren|apirila, maiatzaren|maiatza, ekainaren|ekaina, uztailaren|uztaila, abuztuaren|abuztua, irailaren|iraila, urriaren|urria, azaroaren|azaroa, abenduaren|abendua
januarie, februarie, maart, april, mei, junie, julie, augustus, september, oktober, november, desember
xaneiro, febreiro, marzo, abril, maio, xuño, xullo, agosto, setembro, outubro, novembro, decembro
januari, februari, machi, aprili, mei, juni, julai, agosti, septemba, oktoba, novemba, desemba
"""  # noqa: E501
# Solar Hijri: Iran's names, Afghanistan's in Dari and Pashto.
_SOLAR = """
فروردین|فروردين, اردیبهشت|ارديبهشت, خرداد, تیر|تير, مرداد|امرداد, شهریور|شهريور, مهر, آبان|ابان, آذر|اذر, دی|دي, بهمن, اسفند
حمل, ثور, جوزا, سرطان, اسد, سنبله, میزان, عقرب, قوس, جدی, دلو, حوت
وری, غویی, غبرګولی, چنګاښ, زمری, وږی, تله, لړم, لیندۍ, مرغومی, سلواغه, کب
"""  # noqa: E501
# Lunar Hijri.
_LUNAR = """
محرم|المحرم|محرم الحرام, صفر|صفر المظفر, ربيع الأول|ربيع الاول|ربیع الاول, ربيع الآخر|ربيع الثاني|ربیع الثانی, جمادى الأولى|جمادى الاولى|جمادي الأولى|جمادی الاول, جمادى الآخرة|جمادى الثانية|جمادي الآخرة|جمادی الثانی, رجب|رجب المرجب, شعبان|شعبان المعظم, رمضان|رمضان المبارك, شوال|شوال المكرم, ذو القعدة|ذي القعدة|ذوالقعدة|ذیقعد, ذو الحجة|ذي الحجة|ذوالحجة|ذی الحجہ
"""  # noqa: E501


class Calendar(StrEnum):
    """The calendars that months belong to."""

    GREGORIAN = "gregorian"
    SOLAR = "solar hijri"
    LUNAR = "lunar hijri"


# The same word for two months: what it means in that language, against the table.
_FALSE_FRIENDS = {("hr", "listopada"): 10, ("hr", "listopad"): 10}


@cache
def months() -> dict[str, tuple[Calendar, int]]:
    """Every month's names, folded, with the calendar and the number (1 to 12)."""
    table: dict[str, tuple[Calendar, int]] = {}
    for calendar, rows in ((Calendar.GREGORIAN, _GREGORIAN), (Calendar.SOLAR, _SOLAR), (Calendar.LUNAR, _LUNAR)):
        for row in rows.strip().splitlines():
            for number, names in enumerate(row.split(","), start=1):
                for name in names.split("|"):
                    table.setdefault(fold(name.strip()), (calendar, number))
    return table


def month_number(name: str, language: str | None) -> tuple[Calendar, int] | None:
    """The calendar and number of a month by its (folded) name."""
    friend = _FALSE_FRIENDS.get(((language or "")[:2].lower(), name))
    return (Calendar.GREGORIAN, friend) if friend else months().get(name)

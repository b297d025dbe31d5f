<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en">
<context>
    <name>ApplicationAxes</name>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> and %n more</numerusform>
            <numerusform> and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s) below</source>
        <translation>
            <numerusform>%n finding below</numerusform>
            <numerusform>%n findings below</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PublishedPart</name>
    <message numerus="yes">
        <source>%n difference(s)</source>
        <translation>
            <numerusform>%n difference</numerusform>
            <numerusform>%n differences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProvisionsFound</name>
    <message numerus="yes">
        <source>%n record(s) of third-party provision match too</source>
        <translation>
            <numerusform>%n record of third-party provision match too</numerusform>
            <numerusform>%n records of third-party provision match too</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ApplicationHeader</name>
    <message numerus="yes">
        <source>born {day} (%n on arrival)</source>
        <translation>
            <numerusform>born {day} (%n on arrival)</numerusform>
            <numerusform>born {day} (%n on arrival)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ApplicationList</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in all</source>
        <translation>
            <numerusform>%n in all</numerusform>
            <numerusform>%n in all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %n found</source>
        <translation>
            <numerusform>more than %n found</numerusform>
            <numerusform>more than %n found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ApplicationTables</name>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Applications</name>
    <message numerus="yes">
        <source>{all}, %n of them open</source>
        <translation>
            <numerusform>{all}, %n of them open</numerusform>
            <numerusform>{all}, %n of them open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BackupLine</name>
    <message numerus="yes">
        <source>%n application(s), count and content equal</source>
        <translation>
            <numerusform>%n application, count and content equal</numerusform>
            <numerusform>%n applications, count and content equal</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BalanceList</name>
    <message numerus="yes">
        <source>%n face value(s)</source>
        <translation>
            <numerusform>%n face value</numerusform>
            <numerusform>%n face values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CaseFacts</name>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClosedFacts</name>
    <message numerus="yes">
        <source>Locked because nothing was done for %n minute(s).</source>
        <translation>
            <numerusform>Locked because nothing was done for %n minute.</numerusform>
            <numerusform>Locked because nothing was done for %n minutes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>%n day left</numerusform>
            <numerusform>%n days left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) over</source>
        <translation>
            <numerusform>%n day over</numerusform>
            <numerusform>%n days over</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComparisonView</name>
    <message numerus="yes">
        <source>%n claim(s)</source>
        <translation>
            <numerusform>%n claim</numerusform>
            <numerusform>%n claims</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to judge</source>
        <translation>
            <numerusform>%n to judge</numerusform>
            <numerusform>%n to judge</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DisposalColumns</name>
    <message numerus="yes">
        <source>%n sheet(s)</source>
        <translation>
            <numerusform>%n sheet</numerusform>
            <numerusform>%n sheets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DisposalList</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them held back</source>
        <translation>
            <numerusform>%n of them held back</numerusform>
            <numerusform>%n of them held back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Due next: %n item(s)</source>
        <translation>
            <numerusform>Due next: %n item</numerusform>
            <numerusform>Due next: %n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In {month}: %n item(s)</source>
        <translation>
            <numerusform>In {month}: %n item</numerusform>
            <numerusform>In {month}: %n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This month, {month}: %n item(s)</source>
        <translation>
            <numerusform>This month, {month}: %n item</numerusform>
            <numerusform>This month, {month}: %n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Next month, {month}: %n item(s)</source>
        <translation>
            <numerusform>Next month, {month}: %n item</numerusform>
            <numerusform>Next month, {month}: %n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them this month</source>
        <translation>
            <numerusform>%n of them this month</numerusform>
            <numerusform>%n of them this month</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DisposalQuestions</name>
    <message numerus="yes">
        <source>%n item(s) will be disposed of. Nobody can undo it.</source>
        <translation>
            <numerusform>%n item will be disposed of. Nobody can undo it.</numerusform>
            <numerusform>%n items will be disposed of. Nobody can undo it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Dispose of %n item(s)</source>
        <translation>
            <numerusform>Dispose of %n item</numerusform>
            <numerusform>Dispose of %n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DisposalWords</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) chosen</source>
        <translation>
            <numerusform>%n item chosen</numerusform>
            <numerusform>%n items chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) chosen, paper counted</source>
        <translation>
            <numerusform>%n item chosen, paper counted</numerusform>
            <numerusform>%n items chosen, paper counted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s)</source>
        <translation>
            <numerusform>%n letter</numerusform>
            <numerusform>%n letters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them has no paper.</source>
        <translation>
            <numerusform>%n of them has no paper.</numerusform>
            <numerusform>%n of them have no paper.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them is counted.</source>
        <translation>
            <numerusform>%n of them is counted.</numerusform>
            <numerusform>%n of them are counted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sheet(s) of paper</source>
        <translation>
            <numerusform>%n sheet of paper</numerusform>
            <numerusform>%n sheets of paper</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Held back though due: %n item(s).</source>
        <translation>
            <numerusform>Held back though due: %n item.</numerusform>
            <numerusform>Held back though due: %n items.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Kept until then: %n item(s).</source>
        <translation>
            <numerusform>Kept until then: %n item.</numerusform>
            <numerusform>Kept until then: %n items.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Method: records deleted, %n sheet(s) of paper destroyed</source>
        <translation>
            <numerusform>Method: records deleted, %n sheet of paper destroyed</numerusform>
            <numerusform>Method: records deleted, %n sheets of paper destroyed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Method: records deleted, %n sheet(s) of paper: {method}</source>
        <translation>
            <numerusform>Method: records deleted, %n sheet of paper: {method}</numerusform>
            <numerusform>Method: records deleted, %n sheets of paper: {method}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of {chosen} chosen, count the paper of %n</source>
        <translation>
            <numerusform>Of {chosen} chosen, count the paper of %n</numerusform>
            <numerusform>Of {chosen} chosen, count the paper of %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Records of %n item(s), and their search index</source>
        <translation>
            <numerusform>Records of %n item, and its search index</numerusform>
            <numerusform>Records of %n items, and their search index</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>That is in %n day(s).</source>
        <translation>
            <numerusform>That is in %n day.</numerusform>
            <numerusform>That is in %n days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Propose these %n item(s)</source>
        <translation>
            <numerusform>Propose this %n item</numerusform>
            <numerusform>Propose these %n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Count the paper of %n item(s)</source>
        <translation>
            <numerusform>Count the paper of %n item</numerusform>
            <numerusform>Count the paper of %n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DoableMenu</name>
    <message numerus="yes">
        <source>Not possible now (%n)</source>
        <translation>
            <numerusform>Not possible now (%n)</numerusform>
            <numerusform>Not possible now (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EntryList</name>
    <message numerus="yes">
        <source>%n entry(ies)</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the newest %n entry(ies)</source>
        <translation>
            <numerusform>the newest %n entry</numerusform>
            <numerusform>the newest %n entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindingsList</name>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>Show %n more</numerusform>
            <numerusform>Show %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n more that are ok</source>
        <translation>
            <numerusform>Show %n more that is ok</numerusform>
            <numerusform>Show %n more that are ok</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindingsPanel</name>
    <message numerus="yes">
        <source>%n defective</source>
        <translation>
            <numerusform>%n defective</numerusform>
            <numerusform>%n defective</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>%n missing</numerusform>
            <numerusform>%n missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ok</source>
        <translation>
            <numerusform>%n ok</numerusform>
            <numerusform>%n ok</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to judge</source>
        <translation>
            <numerusform>%n to judge</numerusform>
            <numerusform>%n to judge</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupWords</name>
    <message numerus="yes">
        <source>%n more: {group}</source>
        <translation>
            <numerusform>%n more: {group}</numerusform>
            <numerusform>%n more: {group}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HoldDrill</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The backup lacks %n save(s) of the desk</source>
        <translation>
            <numerusform>The backup lacks %n save of the desk</numerusform>
            <numerusform>The backup lacks %n saves of the desk</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IntakeDays</name>
    <message numerus="yes">
        <source>age %n</source>
        <translation>
            <numerusform>age %n</numerusform>
            <numerusform>age %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IntakePage</name>
    <message numerus="yes">
        <source>%n claim(s)</source>
        <translation>
            <numerusform>%n claim</numerusform>
            <numerusform>%n claims</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n defective</source>
        <translation>
            <numerusform>%n defective</numerusform>
            <numerusform>%n defective</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left blank</source>
        <translation>
            <numerusform>%n left blank</numerusform>
            <numerusform>%n left blank</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>%n missing</numerusform>
            <numerusform>%n missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to judge</source>
        <translation>
            <numerusform>%n to judge</numerusform>
            <numerusform>%n to judge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JournalView</name>
    <message numerus="yes">
        <source>%n entry(ies)</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The journal is whole: %n entry(ies)</source>
        <translation>
            <numerusform>The journal is whole: %n entry</numerusform>
            <numerusform>The journal is whole: %n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %n entry(ies)</source>
        <translation>
            <numerusform>more than %n entry</numerusform>
            <numerusform>more than %n entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LetterPrinting</name>
    <message numerus="yes">
        <source>%n letter(s) sent to the printer.</source>
        <translation>
            <numerusform>%n letter sent to the printer.</numerusform>
            <numerusform>%n letters sent to the printer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s), the same pages as before</source>
        <translation>
            <numerusform>%n letter, the same pages as before</numerusform>
            <numerusform>%n letters, the same pages as before</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LettersQueue</name>
    <message numerus="yes">
        <source>Posted: %n</source>
        <translation>
            <numerusform>Posted: %n</numerusform>
            <numerusform>Posted: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>To issue: %n</source>
        <translation>
            <numerusform>To issue: %n</numerusform>
            <numerusform>To issue: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>To post: %n</source>
        <translation>
            <numerusform>To post: %n</numerusform>
            <numerusform>To post: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>To print: %n</source>
        <translation>
            <numerusform>To print: %n</numerusform>
            <numerusform>To print: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Void: %n</source>
        <translation>
            <numerusform>Void: %n</numerusform>
            <numerusform>Void: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LettersView</name>
    <message numerus="yes">
        <source>%n letter(s) sent to the printer.</source>
        <translation>
            <numerusform>%n letter sent to the printer.</numerusform>
            <numerusform>%n letters sent to the printer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MailView</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ManualReader</name>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Many</name>
    <message numerus="yes">
        <source>%n application(s): the chargeable claims end as never made. This cannot be undone.</source>
        <translation>
            <numerusform>%n application: its chargeable claims end as never made. This cannot be undone.</numerusform>
            <numerusform>%n applications: the chargeable claims end as never made. This cannot be undone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n envelope(s) posted on the same day</source>
        <translation>
            <numerusform>%n envelope</numerusform>
            <numerusform>%n envelopes posted on the same day</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lapse(s) confirmed.</source>
        <translation>
            <numerusform>%n lapse confirmed.</numerusform>
            <numerusform>%n lapses confirmed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more wait for another time.</source>
        <translation>
            <numerusform>%n more waits for another time.</numerusform>
            <numerusform>%n more wait for another time.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n posting(s) recorded.</source>
        <translation>
            <numerusform>%n posting recorded.</numerusform>
            <numerusform>%n postings recorded.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PapersSection</name>
    <message numerus="yes">
        <source>%n to check</source>
        <translation>
            <numerusform>%n to check</numerusform>
            <numerusform>%n to check</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visible</source>
        <translation>
            <numerusform>%n visible</numerusform>
            <numerusform>%n visible</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PilesOfQuestion</name>
    <message numerus="yes">
        <source>%n piece(s)</source>
        <translation>
            <numerusform>%n piece</numerusform>
            <numerusform>%n pieces</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PostQuestions</name>
    <message numerus="yes">
        <source>%n envelope(s) delivered on the same day</source>
        <translation>
            <numerusform>%n envelope delivered</numerusform>
            <numerusform>%n envelopes delivered on the same day</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PostStamps</name>
    <message numerus="yes">
        <source>%n left</source>
        <translation>
            <numerusform>%n left</numerusform>
            <numerusform>%n left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{face}, %n on it</source>
        <translation>
            <numerusform>{face}, %n on it</numerusform>
            <numerusform>{face}, %n on it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PostView</name>
    <message numerus="yes">
        <source>%n envelope(s) posted.</source>
        <translation>
            <numerusform>%n envelope posted.</numerusform>
            <numerusform>%n envelopes posted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PostWords</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sheet(s) of A4</source>
        <translation>
            <numerusform>%n sheet of A4</numerusform>
            <numerusform>%n sheets of A4</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n posted</source>
        <translation>
            <numerusform>%n posted</numerusform>
            <numerusform>%n posted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to be posted</source>
        <translation>
            <numerusform>%n to be posted</numerusform>
            <numerusform>%n to be posted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n posted without a recorded postage</source>
        <translation>
            <numerusform>%n posted without a recorded postage</numerusform>
            <numerusform>%n posted without a recorded postage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n whose postage is not known</source>
        <translation>
            <numerusform>%n whose postage is not known</numerusform>
            <numerusform>%n whose postage is not known</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RescueForm</name>
    <message numerus="yes">
        <source>It holds %Ln application(s).</source>
        <translation>
            <numerusform>It holds %Ln application.</numerusform>
            <numerusform>It holds %Ln applications.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RescueResult</name>
    <message numerus="yes">
        <source>%Ln row(s) could be read.</source>
        <translation>
            <numerusform>%Ln row could be read.</numerusform>
            <numerusform>%Ln rows could be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) were taken over.</source>
        <translation>
            <numerusform>%Ln row was taken over.</numerusform>
            <numerusform>%Ln rows were taken over.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %Ln row(s) could not be read.</source>
        <translation>
            <numerusform>At most %Ln row could not be read.</numerusform>
            <numerusform>At most %Ln rows could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It holds %Ln application(s).</source>
        <translation>
            <numerusform>It holds %Ln application.</numerusform>
            <numerusform>It holds %Ln applications.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RosterPart</name>
    <message numerus="yes">
        <source>%n statement(s)</source>
        <translation>
            <numerusform>%n statement</numerusform>
            <numerusform>%n statements</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RulebookPage</name>
    <message numerus="yes">
        <source>%n application(s) follow the rulebook in force.</source>
        <translation>
            <numerusform>%n application follows the rulebook in force.</numerusform>
            <numerusform>%n applications follow the rulebook in force.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open application(s)</source>
        <translation>
            <numerusform>%n open application</numerusform>
            <numerusform>%n open applications</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Confirm all (%n)</source>
        <translation>
            <numerusform>Confirm all (%n)</numerusform>
            <numerusform>Confirm all (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RulebookWords</name>
    <message numerus="yes">
        <source>%n open application(s) stay under their own version until each is confirmed.</source>
        <translation>
            <numerusform>%n open application stays under its own version until it is confirmed.</numerusform>
            <numerusform>%n open applications stay under their own version until each is confirmed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) change</source>
        <translation>
            <numerusform>%n thing changes</numerusform>
            <numerusform>%n things change</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScreenPage</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShareGrid</name>
    <message numerus="yes">
        <source>%n piece(s) not allotted yet</source>
        <translation>
            <numerusform>%n piece not allotted yet</numerusform>
            <numerusform>%n pieces not allotted yet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SheetTask</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Print %n copies</source>
        <translation>
            <numerusform>Print %n copy</numerusform>
            <numerusform>Print %n copies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message numerus="yes">
        <source>The next try is possible in %n second(s).</source>
        <translation>
            <numerusform>The next try is possible in %n second.</numerusform>
            <numerusform>The next try is possible in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StampColumns</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n piece(s)</source>
        <translation>
            <numerusform>%n piece</numerusform>
            <numerusform>%n pieces</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StampPad</name>
    <message numerus="yes">
        <source>{value} yen, %n piece(s)</source>
        <translation>
            <numerusform>{value} yen, %n piece</numerusform>
            <numerusform>{value} yen, %n pieces</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StampQuestions</name>
    <message numerus="yes">
        <source>Finish the count of %n face value(s)</source>
        <translation>
            <numerusform>Finish the count of %n face value</numerusform>
            <numerusform>Finish the count of %n face values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StampsSection</name>
    <message numerus="yes">
        <source>Usable stamps, %n piece(s)</source>
        <translation>
            <numerusform>Usable stamps, %n piece</numerusform>
            <numerusform>Usable stamps, %n pieces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Usable, %n piece(s)</source>
        <translation>
            <numerusform>Usable, %n piece</numerusform>
            <numerusform>Usable, %n pieces</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StampsView</name>
    <message numerus="yes">
        <source>%n face value(s) are not counted yet.</source>
        <translation>
            <numerusform>%n face value is not counted yet.</numerusform>
            <numerusform>%n face values are not counted yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StoppedLetters</name>
    <message numerus="yes">
        <source>%n letter(s) stay: why stands beside each.</source>
        <translation>
            <numerusform>%n letter stays: why stands beside it.</numerusform>
            <numerusform>%n letters stay: why stands beside each.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Today</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s) sent to the printer.</source>
        <translation>
            <numerusform>%n letter sent to the printer.</numerusform>
            <numerusform>%n letters sent to the printer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n inquiry or record of provision too is due for disposal.</source>
        <translation>
            <numerusform>%n inquiry or record of provision too is due for disposal.</numerusform>
            <numerusform>%n inquiries or records of provision too are due for disposal.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n empty group(s)</source>
        <translation>
            <numerusform>%n empty group</numerusform>
            <numerusform>%n empty groups</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ValueWords</name>
    <message numerus="yes">
        <source>%n open application(s) would change</source>
        <translation>
            <numerusform>%n open application would change</numerusform>
            <numerusform>%n open applications would change</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) say something else</source>
        <translation>
            <numerusform>%n value says something else</numerusform>
            <numerusform>%n values say something else</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LedgersPart</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n empty column(s) left out here</source>
        <translation>
            <numerusform>%n empty column left out here</numerusform>
            <numerusform>%n empty columns left out here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvidenceLeaving</name>
    <message numerus="yes">
        <source>Evidence written to {folder}: %n file(s).</source>
        <translation>
            <numerusform>Evidence written to {folder}: %n file.</numerusform>
            <numerusform>Evidence written to {folder}: %n files.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InquiriesView</name>
    <message numerus="yes">
        <source>%n inquiry(ies)</source>
        <translation>
            <numerusform>%n inquiry</numerusform>
            <numerusform>%n inquiries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InquiryForm</name>
    <message numerus="yes">
        <source>%n field(s) found in the web form</source>
        <translation>
            <numerusform>%n field found in the web form</numerusform>
            <numerusform>%n fields found in the web form</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RegisterBooksPart</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n published, not entered</source>
        <translation>
            <numerusform>%n published, not entered</numerusform>
            <numerusform>%n published, not entered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The newest %n entry(ies) are listed</source>
        <translation>
            <numerusform>The newest %n entry is listed</numerusform>
            <numerusform>The newest %n entries are listed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in all</source>
        <translation>
            <numerusform>%n in all</numerusform>
            <numerusform>%n in all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %n found</source>
        <translation>
            <numerusform>more than %n found</numerusform>
            <numerusform>more than %n found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewLine</name>
    <message numerus="yes">
        <source>%n entry(s) of the registers to review</source>
        <translation>
            <numerusform>%n entry of the registers to review</numerusform>
            <numerusform>%n entries of the registers to review</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ApplicationFindings</name>
    <message numerus="yes">
        <source>Asked for before by the same person within %n month(s): {what}</source>
        <translation>
            <numerusform>Asked for before by the same person within %n month: {what}</numerusform>
            <numerusform>Asked for before by the same person within %n months: {what}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportLedger</name>
    <message numerus="yes">
        <source>%n row(s) still ask something.</source>
        <translation>
            <numerusform>%n row still asks something.</numerusform>
            <numerusform>%n rows still ask something.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ApplicationCourse</name>
    <message numerus="yes">
        <source>Kept %n year(s) from then</source>
        <translation>
            <numerusform>Kept %n year from then</numerusform>
            <numerusform>Kept %n years from then</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeptScans</name>
    <message numerus="yes">
        <source>{what}, {day}, %n page(s)</source>
        <translation>
            <numerusform>{what}, {day}, %n page</numerusform>
            <numerusform>{what}, {day}, %n pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PaperColumns</name>
    <message numerus="yes">
        <source>%n day(s) over</source>
        <translation>
            <numerusform>%n day over</numerusform>
            <numerusform>%n days over</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeftFilesLine</name>
    <message numerus="yes">
        <source>%n file(s) of scans still lie in the scanner’s folder</source>
        <translation>
            <numerusform>%n file of a scan still lies in the scanner’s folder</numerusform>
            <numerusform>%n files of scans still lie in the scanner’s folder</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VerdictPanel</name>
    <message numerus="yes">
        <source>%n still to judge: {key} leads to the next</source>
        <translation>
            <numerusform>%n is still to judge: {key} leads to it</numerusform>
            <numerusform>%n are still to judge: {key} leads to the next</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DisposalView</name>
    <message numerus="yes">
        <source>Applications: %n year(s) after completion</source>
        <translation>
            <numerusform>Applications: %n year after completion</numerusform>
            <numerusform>Applications: %n years after completion</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttachScan</name>
    <message numerus="yes">
        <source>The scan is kept. %n other page(s) of its file still wait</source>
        <translation>
            <numerusform>The scan is kept. %n other page of its file still waits</numerusform>
            <numerusform>The scan is kept. %n other pages of its file still wait</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FileQuestions</name>
    <message numerus="yes">
        <source>%n page(s) of it stand in no application and are gone too.</source>
        <translation>
            <numerusform>%n page of it stands in no application and is gone too.</numerusform>
            <numerusform>%n pages of it stand in no application and are gone too.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WaitingScansLine</name>
    <message numerus="yes">
        <source>%n scanned page(s) wait in the scanner’s folder</source>
        <translation>
            <numerusform>%n scanned page waits in the scanner’s folder</numerusform>
            <numerusform>%n scanned pages wait in the scanner’s folder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The code on %n of them leads to an application.</source>
        <translation>
            <numerusform>The code on %n of them leads to an application.</numerusform>
            <numerusform>The codes on %n of them lead to applications.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EmptyNote</name>
    <message numerus="yes">
        <source>The filter hides %n.</source>
        <translation>
            <numerusform>The filter hides %n.</numerusform>
            <numerusform>The filter hides %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The filter hides more than %n.</source>
        <translation>
            <numerusform>The filter hides more than %n.</numerusform>
            <numerusform>The filter hides more than %n.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListTable</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OfficeMark</name>
    <message numerus="yes">
        <source>Catching up: %n</source>
        <translation>
            <numerusform>Catching up: %n left</numerusform>
            <numerusform>Catching up: %n left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StationsPage</name>
    <message numerus="yes">
        <source>lacks %n save(s)</source>
        <translation>
            <numerusform>lacks %n save</numerusform>
            <numerusform>lacks %n saves</numerusform>
        </translation>
    </message>
</context>
</TS>

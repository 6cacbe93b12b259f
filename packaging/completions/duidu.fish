# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_duidu_global_optspecs
    string join \n new-window find= crash-report h/help V/version
end

function __fish_duidu_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_duidu_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_duidu_using_subcommand
    set -l cmd (__fish_duidu_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c duidu -n "__fish_duidu_needs_command" -l find -d 'Words to find in the window' -r
complete -c duidu -n "__fish_duidu_needs_command" -l new-window -d 'Open a window of its own even when the program runs already'
complete -c duidu -n "__fish_duidu_needs_command" -l crash-report -d 'Show the details of a panic that arrive on standard input'
complete -c duidu -n "__fish_duidu_needs_command" -s h -l help -d 'Print help'
complete -c duidu -n "__fish_duidu_needs_command" -s V -l version -d 'Print version'
complete -c duidu -n "__fish_duidu_needs_command" -a "outline" -d 'Prints title block, parts and headings'
complete -c duidu -n "__fish_duidu_needs_command" -a "compare" -d 'Links review and plan, or the plan of FILE and the review of FILE2'
complete -c duidu -n "__fish_duidu_needs_command" -a "facts" -d 'Prints formulations and figures'
complete -c duidu -n "__fish_duidu_needs_command" -a "export" -d 'Writes text, a section, or a table as a file'
complete -c duidu -n "__fish_duidu_needs_command" -a "series" -d 'A folder, or several files, as a series: reports, formulations and indicators by year'
complete -c duidu -n "__fish_duidu_needs_command" -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c duidu -n "__fish_duidu_using_subcommand outline" -l format -d 'Output format' -r -f -a "text\t'For people'
json\t'For programs'"
complete -c duidu -n "__fish_duidu_using_subcommand outline" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c duidu -n "__fish_duidu_using_subcommand compare" -l left -d 'Role of the left side' -r
complete -c duidu -n "__fish_duidu_using_subcommand compare" -l right -d 'Role of the right side' -r
complete -c duidu -n "__fish_duidu_using_subcommand compare" -l format -d 'Output format' -r -f -a "text\t'Plain text'
md\t'Markdown'
html\t'One web page'
csv\t'Comma-separated values with byte order mark'
json\t'For programs'
docx\t'Word'
xlsx\t'Excel'
pdf\t'PDF'"
complete -c duidu -n "__fish_duidu_using_subcommand compare" -l out -d 'Write to this file instead of standard output' -r -F
complete -c duidu -n "__fish_duidu_using_subcommand compare" -l lang -d 'Language of headings and statuses' -r -f -a "zh\t'Chinese'
en\t'English'"
complete -c duidu -n "__fish_duidu_using_subcommand compare" -l order -d 'Order of rows of a comparison' -r -f -a "left\t'By the left side (回顾)'
right\t'By the right side (部署)'
status\t'By status'"
complete -c duidu -n "__fish_duidu_using_subcommand compare" -l items -d 'How much of the items\' text' -r -f -a "titles\t'Headings and places'
short\t'The first 80 characters'
full\t'Everything'"
complete -c duidu -n "__fish_duidu_using_subcommand compare" -l status -d 'Only rows with these statuses' -r -f -a "continued\t'延续'
new\t'新提'
not-mentioned\t'未再提'
uncertain\t'存疑'"
complete -c duidu -n "__fish_duidu_using_subcommand compare" -l decisions -d 'The reader\'s decisions: corrections, links, notes, excerpts (JSON)' -r -F
complete -c duidu -n "__fish_duidu_using_subcommand compare" -l force -d 'Replace the file if it exists'
complete -c duidu -n "__fish_duidu_using_subcommand compare" -l no-source -d 'Without title, date, section path and paragraph numbers of the source (出处)'
complete -c duidu -n "__fish_duidu_using_subcommand compare" -l numbers -d 'With paragraph numbers (段号)'
complete -c duidu -n "__fish_duidu_using_subcommand compare" -l no-reasons -d 'Without the words that made a link (依据)'
complete -c duidu -n "__fish_duidu_using_subcommand compare" -l no-notes -d 'Without the reader\'s notes (备注)'
complete -c duidu -n "__fish_duidu_using_subcommand compare" -l no-signs -d 'Without signs before statuses'
complete -c duidu -n "__fish_duidu_using_subcommand compare" -l no-head -d 'Without running head and page numbers'
complete -c duidu -n "__fish_duidu_using_subcommand compare" -l landscape -d 'Wide pages'
complete -c duidu -n "__fish_duidu_using_subcommand compare" -l portrait -d 'High pages'
complete -c duidu -n "__fish_duidu_using_subcommand compare" -l confirmed -d 'Only links that the reader confirmed'
complete -c duidu -n "__fish_duidu_using_subcommand compare" -l points -d 'A task for every point instead of every item'
complete -c duidu -n "__fish_duidu_using_subcommand compare" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c duidu -n "__fish_duidu_using_subcommand facts" -l format -d 'Output format' -r -f -a "text\t'Plain text'
md\t'Markdown'
html\t'One web page'
csv\t'Comma-separated values with byte order mark'
json\t'For programs'
docx\t'Word'
xlsx\t'Excel'
pdf\t'PDF'"
complete -c duidu -n "__fish_duidu_using_subcommand facts" -l out -d 'Write to this file instead of standard output' -r -F
complete -c duidu -n "__fish_duidu_using_subcommand facts" -l lang -d 'Language of headings and statuses' -r -f -a "zh\t'Chinese'
en\t'English'"
complete -c duidu -n "__fish_duidu_using_subcommand facts" -l order -d 'Order of rows of a comparison' -r -f -a "left\t'By the left side (回顾)'
right\t'By the right side (部署)'
status\t'By status'"
complete -c duidu -n "__fish_duidu_using_subcommand facts" -l items -d 'How much of the items\' text' -r -f -a "titles\t'Headings and places'
short\t'The first 80 characters'
full\t'Everything'"
complete -c duidu -n "__fish_duidu_using_subcommand facts" -l status -d 'Only rows with these statuses' -r -f -a "continued\t'延续'
new\t'新提'
not-mentioned\t'未再提'
uncertain\t'存疑'"
complete -c duidu -n "__fish_duidu_using_subcommand facts" -l decisions -d 'The reader\'s decisions: corrections, links, notes, excerpts (JSON)' -r -F
complete -c duidu -n "__fish_duidu_using_subcommand facts" -l force -d 'Replace the file if it exists'
complete -c duidu -n "__fish_duidu_using_subcommand facts" -l no-source -d 'Without title, date, section path and paragraph numbers of the source (出处)'
complete -c duidu -n "__fish_duidu_using_subcommand facts" -l numbers -d 'With paragraph numbers (段号)'
complete -c duidu -n "__fish_duidu_using_subcommand facts" -l no-reasons -d 'Without the words that made a link (依据)'
complete -c duidu -n "__fish_duidu_using_subcommand facts" -l no-notes -d 'Without the reader\'s notes (备注)'
complete -c duidu -n "__fish_duidu_using_subcommand facts" -l no-signs -d 'Without signs before statuses'
complete -c duidu -n "__fish_duidu_using_subcommand facts" -l no-head -d 'Without running head and page numbers'
complete -c duidu -n "__fish_duidu_using_subcommand facts" -l landscape -d 'Wide pages'
complete -c duidu -n "__fish_duidu_using_subcommand facts" -l portrait -d 'High pages'
complete -c duidu -n "__fish_duidu_using_subcommand facts" -l confirmed -d 'Only links that the reader confirmed'
complete -c duidu -n "__fish_duidu_using_subcommand facts" -l points -d 'A task for every point instead of every item'
complete -c duidu -n "__fish_duidu_using_subcommand facts" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c duidu -n "__fish_duidu_using_subcommand export" -l what -d 'What to write' -r -f -a "text\t'Full text (全文)'
section\t'One section (--section)'
notes\t'Excerpts and notes of a decisions file (摘录与批注)'
comparison\t'Comparison table (对照表)'
tasks\t'Task sheet (任务分解表)'
formulations\t'Formulations (提法)'
figures\t'Figure ledger (数据台账)'
targets\t'Targets and results of two reports (目标→结果)'"
complete -c duidu -n "__fish_duidu_using_subcommand export" -l section -d 'The section: its path (二(三)) or words of its heading' -r
complete -c duidu -n "__fish_duidu_using_subcommand export" -l left -d 'Role of the left side of a comparison' -r
complete -c duidu -n "__fish_duidu_using_subcommand export" -l right -d 'Role of the right side of a comparison' -r
complete -c duidu -n "__fish_duidu_using_subcommand export" -l format -d 'File format' -r -f -a "text\t'Plain text'
md\t'Markdown'
html\t'One web page'
csv\t'Comma-separated values with byte order mark'
json\t'For programs'
docx\t'Word'
xlsx\t'Excel'
pdf\t'PDF'"
complete -c duidu -n "__fish_duidu_using_subcommand export" -l out -d 'Write to this file instead of standard output' -r -F
complete -c duidu -n "__fish_duidu_using_subcommand export" -l lang -d 'Language of headings and statuses' -r -f -a "zh\t'Chinese'
en\t'English'"
complete -c duidu -n "__fish_duidu_using_subcommand export" -l order -d 'Order of rows of a comparison' -r -f -a "left\t'By the left side (回顾)'
right\t'By the right side (部署)'
status\t'By status'"
complete -c duidu -n "__fish_duidu_using_subcommand export" -l items -d 'How much of the items\' text' -r -f -a "titles\t'Headings and places'
short\t'The first 80 characters'
full\t'Everything'"
complete -c duidu -n "__fish_duidu_using_subcommand export" -l status -d 'Only rows with these statuses' -r -f -a "continued\t'延续'
new\t'新提'
not-mentioned\t'未再提'
uncertain\t'存疑'"
complete -c duidu -n "__fish_duidu_using_subcommand export" -l decisions -d 'The reader\'s decisions: corrections, links, notes, excerpts (JSON)' -r -F
complete -c duidu -n "__fish_duidu_using_subcommand export" -l force -d 'Replace the file if it exists'
complete -c duidu -n "__fish_duidu_using_subcommand export" -l no-source -d 'Without title, date, section path and paragraph numbers of the source (出处)'
complete -c duidu -n "__fish_duidu_using_subcommand export" -l numbers -d 'With paragraph numbers (段号)'
complete -c duidu -n "__fish_duidu_using_subcommand export" -l no-reasons -d 'Without the words that made a link (依据)'
complete -c duidu -n "__fish_duidu_using_subcommand export" -l no-notes -d 'Without the reader\'s notes (备注)'
complete -c duidu -n "__fish_duidu_using_subcommand export" -l no-signs -d 'Without signs before statuses'
complete -c duidu -n "__fish_duidu_using_subcommand export" -l no-head -d 'Without running head and page numbers'
complete -c duidu -n "__fish_duidu_using_subcommand export" -l landscape -d 'Wide pages'
complete -c duidu -n "__fish_duidu_using_subcommand export" -l portrait -d 'High pages'
complete -c duidu -n "__fish_duidu_using_subcommand export" -l confirmed -d 'Only links that the reader confirmed'
complete -c duidu -n "__fish_duidu_using_subcommand export" -l points -d 'A task for every point instead of every item'
complete -c duidu -n "__fish_duidu_using_subcommand export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c duidu -n "__fish_duidu_using_subcommand series" -l what -d 'Which table' -r -f -a "reports\t'Reports by body and year, missing years'
formulations\t'Formulations by year'
indicators\t'Indicators by year'"
complete -c duidu -n "__fish_duidu_using_subcommand series" -l find -d 'Find these words in all reports' -r
complete -c duidu -n "__fish_duidu_using_subcommand series" -l body -d 'Only reports of the body whose name holds this' -r
complete -c duidu -n "__fish_duidu_using_subcommand series" -l threads -d 'Threads that read; 0: one a core' -r
complete -c duidu -n "__fish_duidu_using_subcommand series" -l lang -d 'Language of headings' -r -f -a "zh\t'Chinese'
en\t'English'"
complete -c duidu -n "__fish_duidu_using_subcommand series" -l format -d 'Output format' -r -f -a "text\t'Plain text'
md\t'Markdown'
html\t'One web page'
csv\t'Comma-separated values with byte order mark'
json\t'For programs'
docx\t'Word'
xlsx\t'Excel'
pdf\t'PDF'"
complete -c duidu -n "__fish_duidu_using_subcommand series" -l out -d 'Write to this file instead of standard output' -r -F
complete -c duidu -n "__fish_duidu_using_subcommand series" -l no-cache -d 'Neither read nor write the cache'
complete -c duidu -n "__fish_duidu_using_subcommand series" -l force -d 'Replace the file if it exists'
complete -c duidu -n "__fish_duidu_using_subcommand series" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c duidu -n "__fish_duidu_using_subcommand help; and not __fish_seen_subcommand_from outline compare facts export series help" -f -a "outline" -d 'Prints title block, parts and headings'
complete -c duidu -n "__fish_duidu_using_subcommand help; and not __fish_seen_subcommand_from outline compare facts export series help" -f -a "compare" -d 'Links review and plan, or the plan of FILE and the review of FILE2'
complete -c duidu -n "__fish_duidu_using_subcommand help; and not __fish_seen_subcommand_from outline compare facts export series help" -f -a "facts" -d 'Prints formulations and figures'
complete -c duidu -n "__fish_duidu_using_subcommand help; and not __fish_seen_subcommand_from outline compare facts export series help" -f -a "export" -d 'Writes text, a section, or a table as a file'
complete -c duidu -n "__fish_duidu_using_subcommand help; and not __fish_seen_subcommand_from outline compare facts export series help" -f -a "series" -d 'A folder, or several files, as a series: reports, formulations and indicators by year'
complete -c duidu -n "__fish_duidu_using_subcommand help; and not __fish_seen_subcommand_from outline compare facts export series help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
